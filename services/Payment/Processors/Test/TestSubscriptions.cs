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
            (plan.KeptTier, plan.KeptUntil) = (null, null);
            await db.SaveChangesAsync(cancellationToken);
        }

        return new OpenedCheckout(plan.SessionId.ToString(), $"{TestPlanCheckout.Route}/{plan.SessionId}");
    }

    public Task ForgetCheckoutAsync(string session, CancellationToken cancellationToken) =>
        db.TestPlans.Where(row => row.SessionId == Guid.Parse(session) && row.State == TestPlanState.Open)
            .ExecuteUpdateAsync(row => row.SetProperty(value => value.State, TestPlanState.Declined), cancellationToken);

    public async Task<SubscriptionReading?> ReadAsync(string customer, CancellationToken cancellationToken) =>
        (await FindAsync(customer, cancellationToken))?.ReadingAt(clock.GetUtcNow());

    public Task ChangeAsync(SubscriptionReading from, Tier to, string order, CancellationToken cancellationToken)
    {
        var isUpwards = to >= from.Tier;
        return ById(from).ExecuteUpdateAsync(row => row
            .SetProperty(value => value.Tier, to)
            .SetProperty(value => value.KeptTier, isUpwards ? null : from.KeptTier ?? from.Tier)
            .SetProperty(value => value.KeptUntil, isUpwards ? null : from.PeriodEnd)
            .SetProperty(value => value.EndsAt, (DateTimeOffset?)null), cancellationToken);
    }

    public Task EndWithPeriodAsync(SubscriptionReading subscription, bool isEnding, string order, CancellationToken cancellationToken) =>
        ById(subscription).ExecuteUpdateAsync(row => row.SetProperty(value => value.EndsAt, isEnding ? subscription.PeriodEnd : null), cancellationToken);

    public Task<string> PortalAsync(string customer, string returnUrl, string order, CancellationToken cancellationToken) => Task.FromResult(returnUrl);

    public async Task<IReadOnlyList<PaidInvoice>> ReadInvoicesAsync(string customer, CancellationToken cancellationToken)
    {
        var plan = await FindAsync(customer, cancellationToken);
        return plan is null ? [] :
        [
            .. Enumerable.Range(1, plan.PeriodsAt(clock.GetUtcNow()))
                .Select(period => new PaidInvoice($"{plan.SessionId:n}-{period}", tiers.Value[plan.Tier].MonthlyPrice, 0, prices.Value.Currency))
                .TakeLast(1),
        ];
    }

    private Task<TestPlan?> FindAsync(string customer, CancellationToken cancellationToken) =>
        db.TestPlans.AsNoTracking().SingleOrDefaultAsync(row => row.UserId == Guid.Parse(customer), cancellationToken);

    private IQueryable<TestPlan> ById(SubscriptionReading reading) => db.TestPlans.Where(row => row.Id == Guid.Parse(reading.Id));
}
