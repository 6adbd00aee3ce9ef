using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SwipeReview.Payment.Data;
using SwipeReview.Payment.Prices;
using SwipeReview.Payment.Tiers;

namespace SwipeReview.Payment.Processors.Test;

/// <summary>Plans of the built-in processor. Its customers are the people themselves.</summary>
internal sealed class TestSubscriptions(PaymentDbContext db, IOptionsSnapshot<TierOptions> tiers, IOptionsSnapshot<PriceOptions> prices, TimeProvider clock) : ISubscriptionProcessor
{
    public string Name => TestProcessor.ProcessorName;

    public IReadOnlyCollection<Tier> Sells { get; } = [Tier.Pro, Tier.Enterprise];

    public Task<string> RegisterAsync(Guid userId, CancellationToken cancellationToken) => Task.FromResult(userId.ToString());

    public async Task<OpenedCheckout> SubscribeAsync(string customer, Guid userId, Tier tier, string order, string returnUrl, CancellationToken cancellationToken)
    {
        var plan = await db.TestPlans.SingleOrDefaultAsync(row => row.UserId == userId, cancellationToken);
        if (plan is null)
        {
            plan = new TestPlan { Id = Guid.CreateVersion7(), UserId = userId, ReturnUrl = returnUrl };
            db.TestPlans.Add(plan);
        }

        if (plan.State != TestPlanState.Open || plan.Tier != tier)
        {
            (plan.State, plan.Tier, plan.SessionId, plan.StartedAt, plan.EndsAt) = (TestPlanState.Open, tier, Guid.CreateVersion7(), null, null);
            (plan.KeptTier, plan.KeptUntil, plan.ChargedTier, plan.ChargedPeriod) = (null, null, null, null);
            await db.SaveChangesAsync(cancellationToken);
        }

        return new OpenedCheckout(plan.SessionId.ToString(), $"{TestPlanCheckout.Route}/{plan.SessionId}");
    }

    public Task ForgetCheckoutAsync(string session, CancellationToken cancellationToken) =>
        db.TestPlans.Where(row => row.SessionId == Guid.Parse(session) && row.State == TestPlanState.Open)
            .ExecuteUpdateAsync(row => row.SetProperty(value => value.State, TestPlanState.Declined), cancellationToken);

    public async Task<SubscriptionReading?> ReadAsync(string customer, CancellationToken cancellationToken) =>
        (await FindAsync(customer, cancellationToken))?.ReadingAt(clock.GetUtcNow());

    public async Task ChangeAsync(SubscriptionReading from, Tier to, string order, CancellationToken cancellationToken)
    {
        var (isUpwards, now) = (to >= (from.KeptTier ?? from.Tier), clock.GetUtcNow());
        var plan = await ById(from).AsNoTracking().SingleAsync(cancellationToken);
        await ById(from).ExecuteUpdateAsync(row => row
            .SetProperty(value => value.Tier, to)
            .SetProperty(value => value.ChargedTier, plan.ChargedAt(now))
            .SetProperty(value => value.ChargedPeriod, plan.PeriodsAt(now))
            .SetProperty(value => value.KeptTier, isUpwards ? null : from.KeptTier ?? from.Tier)
            .SetProperty(value => value.KeptUntil, isUpwards ? null : from.PeriodEnd)
            .SetProperty(value => value.EndsAt, (DateTimeOffset?)null), cancellationToken);
    }

    public Task EndWithPeriodAsync(SubscriptionReading subscription, bool isEnding, string order, CancellationToken cancellationToken) =>
        ById(subscription).ExecuteUpdateAsync(row => row.SetProperty(value => value.EndsAt, isEnding ? subscription.PeriodEnd : null), cancellationToken);

    public async Task<string> PortalAsync(string customer, string returnUrl, string order, CancellationToken cancellationToken) =>
        await FindAsync(customer, cancellationToken) is { } plan ? TestPortal.AddressOf(plan.SessionId) : returnUrl;

    /// <summary>Of the latest period: what it began with, and the difference when the person went up in it.</summary>
    public async Task<IReadOnlyList<PaidInvoice>> ReadInvoicesAsync(string customer, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (await FindAsync(customer, cancellationToken) is not { StartedAt: not null } plan)
        {
            return [];
        }

        var (charged, id) = (plan.ChargedAt(now), $"{plan.SessionId:n}-{plan.PeriodsAt(now)}");
        var begun = new PaidInvoice(id, tiers.Value[charged].MonthlyPrice, 0, prices.Value.Currency);
        return plan.Tier > charged
            ? [begun, new PaidInvoice($"{id}-{plan.Tier}", tiers.Value[plan.Tier].MonthlyPrice - begun.Amount, 0, prices.Value.Currency)]
            : [begun];
    }

    private Task<TestPlan?> FindAsync(string customer, CancellationToken cancellationToken) =>
        db.TestPlans.AsNoTracking().SingleOrDefaultAsync(row => row.UserId == Guid.Parse(customer), cancellationToken);

    private IQueryable<TestPlan> ById(SubscriptionReading reading) => db.TestPlans.Where(row => row.Id == Guid.Parse(reading.Id));
}
