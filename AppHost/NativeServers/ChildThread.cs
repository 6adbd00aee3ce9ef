using System.Collections.Concurrent;

namespace SwipeReview.NativeServers;

/// <summary>
/// The thread that starts all children. "Dies with its parent" means to the kernel: with the thread that started it, and a
/// thread of the pool ends whenever the pool likes. This one ends with the process.
/// </summary>
internal static class ChildThread
{
    private static readonly BlockingCollection<Action> Work = [];

    static ChildThread() => new Thread(Run) { IsBackground = true, Name = "children" }.Start();

    public static Task<T> RunAsync<T>(Func<T> start)
    {
        var result = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        Work.Add(() =>
        {
            try
            {
                result.SetResult(start());
            }
            catch (Exception fault)
            {
                result.SetException(fault);
            }
        });
        return result.Task;
    }

    private static void Run()
    {
        foreach (var action in Work.GetConsumingEnumerable())
        {
            action();
        }
    }
}
