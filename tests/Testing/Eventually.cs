using System.Diagnostics;

namespace SwipeReview.Testing;

/// <summary>For what other processes do in their own time.</summary>
public static class Eventually
{
    /// <summary>Asks until the answer is not null; fails after <paramref name="patience"/> (20 s unless told).</summary>
    public static async Task<T> GetAsync<T>(Func<Task<T?>> ask, string what, TimeSpan? patience = null)
        where T : class
    {
        var waited = Stopwatch.StartNew();
        while (waited.Elapsed < (patience ?? TimeSpan.FromSeconds(20)))
        {
            if (await ask() is { } answer)
            {
                return answer;
            }

            await Task.Delay(50);
        }

        throw new TimeoutException($"Waited {waited.Elapsed.TotalSeconds:0} s in vain for {what}.");
    }

    public static Task BeTrueAsync(Func<Task<bool>> ask, string what, TimeSpan? patience = null) =>
        GetAsync<object>(async () => await ask() ? true : null, what, patience);
}
