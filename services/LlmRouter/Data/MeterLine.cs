using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;

namespace SwipeReview.LlmRouter.Data;

/// <summary>
/// Meters completions together: who comes while a save is under way waits for the next one, which takes all that wait.
/// Nobody waits longer than alone, and many at once cost little more than one. An answer has its cost when this returns.
/// </summary>
internal sealed class MeterLine(IServiceScopeFactory scopes)
{
    private const int Most = 200;

    private readonly ConcurrentQueue<Entry> waiting = new();
    private int isSaving;

    /// <returns>What the call is charged, once it is stored.</returns>
    public Task<decimal> MeterAsync(Guid jobId, Call call)
    {
        var entry = new Entry(jobId, call);
        waiting.Enqueue(entry);
        Begin();
        return entry.Cost.Task;
    }

    private void Begin()
    {
        if (waiting.IsEmpty || Interlocked.Exchange(ref isSaving, 1) == 1)
        {
            return;
        }

        // It works for many requests and outlives the one that began it: it must not take that one's user for its own.
        using var noRequest = ExecutionContext.SuppressFlow();
        _ = Task.Run(SaveAllAsync);
    }

    private async Task SaveAllAsync()
    {
        while (!waiting.IsEmpty)
        {
            var some = new List<Entry>();
            while (some.Count < Most && waiting.TryDequeue(out var entry))
            {
                some.Add(entry);
            }

            await SaveAsync(some);
        }

        Volatile.Write(ref isSaving, 0);
        Begin(); // for who came between the last look and now
    }

    private async Task SaveAsync(List<Entry> some)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var costs = await scope.ServiceProvider.GetRequiredService<RouteLog>().MeterAsync([.. some.Select(entry => (entry.JobId, entry.Call))]);
            foreach (var (entry, cost) in some.Zip(costs))
            {
                entry.Cost.SetResult(cost);
            }
        }
        catch (Exception fault) when (some.Count > 1 && fault is DbUpdateException or InvalidOperationException)
        {
            // One of them came before, or twice in here: each for itself then.
            foreach (var entry in some)
            {
                await SaveAsync([entry]);
            }
        }
        catch (Exception fault)
        {
            some.ForEach(entry => entry.Cost.SetException(fault));
        }
    }

    private sealed record Entry(Guid JobId, Call Call)
    {
        public TaskCompletionSource<decimal> Cost { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
