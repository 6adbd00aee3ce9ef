using MassTransit;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RabbitMQ.Client;
using SwipeReview.ServiceDefaults.Messaging.DeadLetters;

namespace SwipeReview.ServiceDefaults.Messaging;

/// <summary>
/// Keeps a bus on the broker. A connection of its own tells it at once when the broker is gone; when the broker serves
/// again there is a new bus, because the old one may never come back or take a minute (ADR 0014). A bus that is unwell
/// while the broker serves is replaced, too.
/// </summary>
internal sealed partial class BusKeeper : BackgroundService, IHealthCheck
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Knock = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan FaultPatience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan LongestPatience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan ConsumerPatience = TimeSpan.FromMinutes(10);

    private readonly BusFactory buses;
    private readonly BrokerAddress broker;
    private readonly DeadLetterCollector deadLetters;
    private readonly TimeProvider clock;
    private readonly ILogger<BusKeeper> logger;
    private readonly List<Task> ending = [];
    private volatile KeptBus current;

    public BusKeeper(BusFactory buses, BrokerAddress broker, DeadLetterCollector deadLetters, TimeProvider clock, ILogger<BusKeeper> logger)
    {
        (this.buses, this.broker, this.deadLetters, this.clock, this.logger) = (buses, broker, deadLetters, clock, logger);
        current = new KeptBus(buses.Create());
    }

    /// <summary>The bus of this moment; it may be unwell.</summary>
    public IBusControl Bus => current.Bus;

    /// <summary>Waits for a bus that can publish.</summary>
    public async Task<KeptBus> GetHealthyAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            if (current is { IsHealthy: true } healthy)
            {
                return healthy;
            }

            await Task.Delay(Look, clock, cancellationToken);
        }
    }

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var kept = current;
        return Task.FromResult(kept.IsHealthy
            ? HealthCheckResult.Healthy()
            : new HealthCheckResult(context.Registration.FailureStatus, $"Messages wait: {kept.Health.Description}"));
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await Task.WhenAll([current.EndAsync(cancellationToken), .. ending]).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var failures = 0;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                failures = await KeepOneAsync(failures, stoppingToken) ? 0 : failures + 1;
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                LogFault(logger, fault);
                await Task.Delay(Knock, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>The life of one bus, from the moment that the broker serves.</summary>
    /// <returns>Whether it ended because the broker is gone.</returns>
    private async Task<bool> KeepOneAsync(int failures, CancellationToken stoppingToken)
    {
        await using var watch = await ConnectAsync(stoppingToken);
        if (current.WasStarted)
        {
            current = new KeptBus(buses.Create());
        }

        current.Start();
        using var replaced = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        var collecting = deadLetters.CollectAsync(watch, replaced.Token);
        var isBrokerGone = await WatchAsync(watch, failures, stoppingToken);
        await replaced.CancelAsync();
        await collecting;
        LogReplaced(logger, isBrokerGone ? "the broker is away" : current.Health.Description);
        ending.RemoveAll(task => task.IsCompleted);
        ending.Add(LetGoAsync(current, stoppingToken));
        return isBrokerGone;
    }

    private async Task<IConnection> ConnectAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            if (await broker.TryConnectAsync("watch", cancellationToken) is { } connection)
            {
                return connection;
            }

            await Task.Delay(Knock, clock, cancellationToken);
        }
    }

    /// <summary>Returns when the bus is of no use any more.</summary>
    /// <returns>Whether that is because the broker is gone.</returns>
    private async Task<bool> WatchAsync(IConnection watch, int failures, CancellationToken cancellationToken)
    {
        var unwellSince = clock.GetTimestamp();
        while (watch.IsOpen)
        {
            if (current.IsHealthy)
            {
                (unwellSince, failures) = (clock.GetTimestamp(), 0);
            }
            else if (current.IsDoubted || clock.GetElapsedTime(unwellSince) > PatienceWith(current.Health, failures))
            {
                return false;
            }

            await Task.Delay(Look, clock, cancellationToken);
        }

        return true;
    }

    private static TimeSpan PatienceWith(BusHealthResult health, int failures) =>
        health.Endpoints.Values.Any(endpoint => endpoint.Exception is not null)
            ? TimeSpan.FromTicks(Math.Min(FaultPatience.Ticks << Math.Min(failures, 10), LongestPatience.Ticks))
            : StartPatience;

    /// <summary>In the background: what its consumers have begun may take its time, and its successor does not wait for them.</summary>
    private async Task LetGoAsync(KeptBus old, CancellationToken stoppingToken)
    {
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        giveUp.CancelAfter(ConsumerPatience);
        try
        {
            await old.EndAsync(giveUp.Token);
        }
        catch (Exception fault)
        {
            LogEndedBadly(logger, fault.Message);
        }
    }

    [LoggerMessage(LogLevel.Error, "The bus is without a keeper for a moment")]
    private static partial void LogFault(ILogger logger, Exception fault);

    [LoggerMessage(LogLevel.Warning, "The bus is let go, a new one follows: {Reason}")]
    private static partial void LogReplaced(ILogger logger, string reason);

    [LoggerMessage(LogLevel.Warning, "A bus that is no longer used did not end well: {Reason}")]
    private static partial void LogEndedBadly(ILogger logger, string reason);
}
