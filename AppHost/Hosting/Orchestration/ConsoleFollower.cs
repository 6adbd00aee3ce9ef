using System.Collections.Concurrent;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Dcp;

namespace Aspire.Hosting.Orchestration;

/// <summary>Copies what processes write into the resources' console logs.</summary>
internal sealed class ConsoleFollower(DcpHost engine, ResourceLoggerService loggers)
{
    private readonly ConcurrentDictionary<string, Task> _followed = new(StringComparer.Ordinal);

    /// <param name="run">Names this run of the process: each is followed once.</param>
    public void Follow(ResourceInstance instance, string run, CancellationToken cancellationToken) =>
        _ = _followed.GetOrAdd(run, _ => Task.WhenAll(
            CopyAsync(instance, "stdout", cancellationToken),
            CopyAsync(instance, "stderr", cancellationToken)));

    private async Task CopyAsync(ResourceInstance instance, string source, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var line in engine.Client.FollowLogAsync(instance.Kind, instance.Id, source, cancellationToken))
                loggers.Append(instance.Id, line, isErrorMessage: source == "stderr");
        }
        catch (Exception ended) when (ended is OperationCanceledException or HttpRequestException or IOException)
        {
            // The process was replaced, or the engine ends: there is nothing more to copy.
        }
    }
}
