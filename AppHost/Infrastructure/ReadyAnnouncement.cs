using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace SwipeReview.AppHost.Infrastructure;

/// <summary>Says when everything is healthy and when everything has stopped, and when something ends that should run.</summary>
internal sealed class ReadyAnnouncement(
    DistributedApplicationModel model,
    ResourceNotificationService notifications,
    ResourceLoggerService logs,
    IConfiguration configuration,
    IHostApplicationLifetime lifetime,
    TimeProvider clock,
    EndpointReference entrance) : BackgroundService
{
    private const int LinesShown = 20;

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        lifetime.ApplicationStopping.Register(() =>
        {
            var asked = clock.GetTimestamp();
            lifetime.ApplicationStopped.Register(() => Console.WriteLine($"SwipeReview has stopped, in {clock.GetElapsedTime(asked).TotalSeconds:0.0} s."));
        });
        return base.StartAsync(cancellationToken);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(AnnounceAsync(stoppingToken), ReportEndsAsync(stoppingToken));

    private async Task AnnounceAsync(CancellationToken cancellationToken)
    {
        var processes = model.Resources.OfType<IResourceWithWaitSupport>();
        try
        {
            await Task.WhenAll(processes.Select(process => notifications.WaitForResourceHealthyAsync(process.Name, cancellationToken)));
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            // Something that was to happen once a server is healthy failed: the dashboard stays, to look into it.
            await Console.Error.WriteLineAsync($"error: SwipeReview can't get ready: {fault.Message}");
            return;
        }

        var dashboard = configuration["ASPNETCORE_URLS"];
        Console.WriteLine($"SwipeReview is ready: {entrance.Url}   dashboard: {dashboard}");
        if (configuration["AppHost:BrowserToken"] is { } token)
            Console.WriteLine($"Log in to the dashboard: {dashboard}/login?t={token}");
    }

    private async Task ReportEndsAsync(CancellationToken cancellationToken)
    {
        var reported = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var change in notifications.WatchAsync(cancellationToken))
        {
            var state = change.Snapshot.State?.Text;
            if (state == KnownResourceStates.Running)
                reported.Remove(change.ResourceId);
            else if (KnownResourceStates.TerminalStates.Contains(state) && reported.Add(change.ResourceId))
                await ReportAsync(change, cancellationToken);
        }
    }

    private async Task ReportAsync(ResourceEvent end, CancellationToken cancellationToken)
    {
        // Asked for, by a person at the dashboard: no news.
        if (end.Snapshot is { ExitCode: 0 or null, State.Text: var state } && state != KnownResourceStates.FailedToStart)
            return;

        var code = end.Snapshot.ExitCode is { } exitCode ? $" (exit code {exitCode})" : "";
        await Console.Error.WriteLineAsync($"{end.ResourceId}: {end.Snapshot.State!.Text}{code}");
        await foreach (var batch in logs.GetAllAsync(end.ResourceId).WithCancellation(cancellationToken))
        {
            foreach (var line in batch.TakeLast(LinesShown))
                await Console.Error.WriteLineAsync($"  {line.Content}");
        }
    }
}

internal static class ReadyAnnouncementExtensions
{
    /// <param name="entrance">The address to send people to.</param>
    public static void AnnounceWhenReady(this IDistributedApplicationBuilder builder, EndpointReference entrance)
    {
        if (builder.ExecutionContext.IsRunMode)
            builder.Services.AddHostedService(services => ActivatorUtilities.CreateInstance<ReadyAnnouncement>(services, entrance));
    }
}
