using Microsoft.Extensions.Options;
using Npgsql;
using SwipeReview.Payment.Processors;

namespace SwipeReview.Payment.Reconciling;

/// <summary>
/// Every few minutes, in one instance at a time: finishes what was begun and asks about what was not heard of. It is what
/// makes events and coming back a matter of speed alone.
/// </summary>
internal sealed partial class Reconciler(
    IServiceScopeFactory scopes, NpgsqlDataSource database, IOptionsMonitor<ReconcilerOptions> options, TimeProvider clock, ILogger<Reconciler> logger) : BackgroundService
{
    private const long Lock = 0x5357_5052_6563_6f6e;
    private const int MostFaults = 3;

    /// <summary>One round.</summary>
    /// <returns>False when another instance is at it.</returns>
    public async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken); // its end, however it comes, frees the lock
        await using var take = new NpgsqlCommand("select pg_try_advisory_lock($1)", connection) { Parameters = { new() { Value = Lock } } };
        if (await take.ExecuteScalarAsync(cancellationToken) is not true)
        {
            return false;
        }

        try
        {
            await using var scope = scopes.CreateAsyncScope();
            foreach (var kind in scope.ServiceProvider.GetServices<IReconciliation>())
            {
                await MendAsync(kind, cancellationToken);
            }

            return true;
        }
        finally
        {
            await using var free = new NpgsqlCommand("select pg_advisory_unlock($1)", connection) { Parameters = { new() { Value = Lock } } };
            await free.ExecuteScalarAsync(CancellationToken.None);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            try
            {
                await Task.Delay(options.CurrentValue.Interval, clock, stoppingToken);
                await RunAsync(stoppingToken);
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                LogPostponed(logger, fault);
            }
        }
    }

    private async Task MendAsync(IReconciliation kind, CancellationToken cancellationToken)
    {
        var faults = 0;
        foreach (var id in await FindAsync(kind, cancellationToken))
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                await scope.ServiceProvider.GetServices<IReconciliation>().Single(one => one.GetType() == kind.GetType()).MendAsync(id, cancellationToken);
            }
            catch (ProcessorException fault) when (fault.IsTransient && ++faults >= MostFaults)
            {
                LogAway(logger, kind.GetType().Name, fault.Message);
                return; // it is away: the rest waits for the next round
            }
            catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
            {
                LogLeft(logger, kind.GetType().Name, id, fault); // one that can't be mended keeps nobody else waiting
            }
        }
    }

    private async Task<IReadOnlyList<string>> FindAsync(IReconciliation kind, CancellationToken cancellationToken)
    {
        try
        {
            return await kind.FindAsync(cancellationToken);
        }
        catch (ProcessorException fault)
        {
            LogAway(logger, kind.GetType().Name, fault.Message);
            return []; // the other kinds may not need it
        }
    }

    [LoggerMessage(LogLevel.Warning, "Reconciling is put off")]
    private static partial void LogPostponed(ILogger logger, Exception fault);

    [LoggerMessage(LogLevel.Warning, "{Kind}: the processor is away ({Reason})")]
    private static partial void LogAway(ILogger logger, string kind, string reason);

    [LoggerMessage(LogLevel.Warning, "{Kind}: {Id} stays as it is")]
    private static partial void LogLeft(ILogger logger, string kind, string id, Exception fault);
}
