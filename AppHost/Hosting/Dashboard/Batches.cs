using System.Runtime.CompilerServices;

namespace Aspire.Hosting.Dashboard;

internal static class Batches
{
    /// <summary>
    /// What is there at once goes out together. The first batch comes at once and may be empty; no later one is.
    /// </summary>
    public static async IAsyncEnumerable<IReadOnlyList<T>> InBatchesAsync<T>(
        this IAsyncEnumerable<T> source, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await using var items = source.GetAsyncEnumerator(cancellationToken);
        List<T> batch = [];
        var isFirst = true;
        while (true)
        {
            var next = items.MoveNextAsync().AsTask();
            if (!next.IsCompleted && (isFirst || batch is not []))
            {
                yield return batch;
                batch = [];
                isFirst = false;
            }

            if (!await next)
                break;
            batch.Add(items.Current);
        }

        if (isFirst || batch is not [])
            yield return batch;
    }
}
