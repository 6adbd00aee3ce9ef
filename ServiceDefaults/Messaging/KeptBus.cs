using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using MassTransit;

namespace SwipeReview.ServiceDefaults.Messaging;

/// <summary>One bus from its start to its end. MassTransit's own can't be trusted to start twice.</summary>
[SuppressMessage("Design", "CA1001", Justification = "The source has no timer, so there is nothing to free, and who waits may look at it later.")]
internal sealed class KeptBus : IReceiveEndpointObserver
{
    private readonly IBusControl bus;
    private readonly ConcurrentDictionary<IReceiveEndpoint, bool> endpoints = new();
    private readonly CancellationTokenSource ended = new();
    private volatile bool doubted;
    private Task? start;

    public KeptBus(IBusControl bus)
    {
        this.bus = bus;
        bus.ConnectReceiveEndpointObserver(this);
    }

    public IBusControl Bus => bus;

    /// <summary>Nothing that waits for this bus will see it done: ask for another one.</summary>
    public CancellationToken Ended => ended.Token;

    public bool WasStarted => start is not null;

    public BusHealthResult Health => bus.CheckHealth();

    public bool IsHealthy => WasStarted && !doubted && Health.Status == BusHealthStatus.Healthy;

    /// <summary>It says that it is well and isn't: who used it waited in vain.</summary>
    public void Doubt() => doubted = true;

    public bool IsDoubted => doubted;

    public void Start() => start = bus.StartAsync(ended.Token);

    /// <summary>Ends it for those who wait, and then, however long its consumers take with what they have begun, for good.</summary>
    /// <param name="giveUp">Ends the wait for the consumers.</param>
    public async Task EndAsync(CancellationToken giveUp)
    {
        await ended.CancelAsync();
        await (start ?? Task.CompletedTask).WaitAsync(giveUp).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (start is { IsCompletedSuccessfully: true })
        {
            await bus.StopAsync(giveUp);
        }

        // A bus that stops leaves alone what has lost its connection and would go on looking for one.
        await Task.WhenAll(endpoints.Keys.Select(endpoint => endpoint.Stop(giveUp)));
    }

    Task IReceiveEndpointObserver.Ready(ReceiveEndpointReady ready) => Remember(ready);

    Task IReceiveEndpointObserver.Completed(ReceiveEndpointCompleted completed) => Remember(completed);

    Task IReceiveEndpointObserver.Faulted(ReceiveEndpointFaulted faulted) => Remember(faulted);

    Task IReceiveEndpointObserver.Stopping(ReceiveEndpointStopping stopping) => Remember(stopping);

    private Task Remember(ReceiveEndpointEvent what)
    {
        endpoints.TryAdd(what.ReceiveEndpoint, true);
        return Task.CompletedTask;
    }
}
