using SwipeReview.JobManagement.Dispatch;

namespace SwipeReview.JobManagement.Events;

/// <summary>
/// One job for all who follow it at this instance: how far its log has come, where it waits, and the pages of the log that
/// somebody here has just read. Whoever stands at the same place is sent the same page; whoever has caught up stands where
/// all others do, so that from then on each page is read once.
/// </summary>
/// <param name="read">Reads the page after an event.</param>
internal sealed class JobFeed(Func<long, Task<EventPage>> read)
{
    private readonly Lock gate = new();
    private readonly Dictionary<long, Task<EventPage>> pages = [];
    private TaskCompletionSource moved = NotYet();

    /// <summary>Number of the last event that is known of. Only grows.</summary>
    public long Head { get; private set; }

    /// <summary>Null when it waits for no worker, as far as is known.</summary>
    public QueuePlace? Place { get; private set; }

    /// <summary>Ends when either is another. Take it before looking at them: then nothing is missed in between.</summary>
    public Task Moved
    {
        get
        {
            lock (gate)
            {
                return moved.Task;
            }
        }
    }

    public void Move(long head, QueuePlace? place)
    {
        TaskCompletionSource waited;
        lock (gate)
        {
            if (head <= Head && place == Place)
            {
                return;
            }

            (Head, Place) = (Math.Max(head, Head), place);
            (waited, moved) = (moved, NotYet());
        }

        waited.SetResult();
    }

    /// <summary>The page after an event. A read that failed is not shared with those who ask later.</summary>
    public Task<EventPage> ReadAsync(long after)
    {
        lock (gate)
        {
            return pages.TryGetValue(after, out var page) && !page.IsFaulted && !page.IsCanceled ? page : pages[after] = read(after);
        }
    }

    /// <summary>
    /// Lets go of the pages, from time to time: changes are to be shown as they are when they are sent, and somebody who
    /// reads slowly keeps no page but their own.
    /// </summary>
    public void Forget()
    {
        lock (gate)
        {
            pages.Clear();
        }
    }

    private static TaskCompletionSource NotYet() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
