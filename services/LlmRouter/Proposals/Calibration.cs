using Microsoft.EntityFrameworkCore;
using SwipeReview.LlmRouter.Data;

namespace SwipeReview.LlmRouter.Proposals;

/// <summary>
/// What a provider's confidence is worth, by category: its own word counts as so many decisions, and people's decisions
/// count as what they are. The more there are, the nearer a confidence comes to the share that people accept.
/// </summary>
internal sealed partial class Calibration(IServiceScopeFactory scopes, TimeProvider clock, ILogger<Calibration> logger) : BackgroundService
{
    private const double OwnWord = 20;

    // So that a provider's surer proposals always stay ahead of its less sure ones.
    private const double MostDecisions = 180;

    private static readonly TimeSpan Refresh = TimeSpan.FromMinutes(5);

    private Dictionary<(string Provider, string Category), (double Accepted, double Decided)> known = [];

    public double Of(string provider, string category, double confidence)
    {
        if (!known.TryGetValue((provider, category), out var judged))
        {
            return confidence;
        }

        var decided = Math.Min(judged.Decided, MostDecisions);
        var accepted = judged.Accepted / judged.Decided * decided;
        return ((confidence * OwnWord) + accepted) / (OwnWord + decided);
    }

    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        known = await scope.ServiceProvider.GetRequiredService<RouterDbContext>().Judgements
            .GroupBy(judgement => new { judgement.Provider, judgement.Category })
            .Select(group => new { group.Key, Accepted = group.Sum(row => row.Accepted), Rejected = group.Sum(row => row.Rejected) })
            .Where(group => group.Accepted + group.Rejected > 0)
            .ToDictionaryAsync(
                group => (group.Key.Provider, group.Key.Category), group => ((double)group.Accepted, (double)group.Accepted + group.Rejected), cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Refresh, clock);
        do
        {
            try
            {
                await RefreshAsync(stoppingToken);
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                LogPostponed(logger, fault.Message);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(LogLevel.Warning, "What people decided is read later: {Reason}")]
    private static partial void LogPostponed(ILogger logger, string reason);
}
