using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SwipeReview.Payment.Data;
using SwipeReview.Payment.Prices;
using SwipeReview.Payment.Quotes;
using SwipeReview.Payment.Tiers;

namespace SwipeReview.Payment.Subscriptions;

/// <param name="Status">active, pastDue, unpaid, ended, incomplete; null: there never was one.</param>
/// <param name="NextTier">From the next period on, where it is another.</param>
/// <param name="LateUntil">While a renewal is tried again: until when the plan goes on unpaid.</param>
/// <param name="CheckoutUrl">Where a plan that was chosen can be paid.</param>
internal sealed record Plan(Tier Tier, string? Status, DateTimeOffset? RenewsAt, DateTimeOffset? CancelsAt, Tier? NextTier, DateTimeOffset? LateUntil, string? CheckoutUrl, Allowance Allowance);

/// <summary>Free changes this month.</summary>
internal sealed record Allowance(int Used, int Of);

/// <summary>A plan as its person sees it, from our own rows alone.</summary>
internal sealed class PlanView(PaymentDbContext db, Quoting quoting, RuleBook book, IOptionsSnapshot<SubscriptionOptions> options)
{
    public async Task<Plan> ReadAsync(Guid userId, CancellationToken cancellationToken)
    {
        var entitlement = await db.Entitlements.AsNoTracking().SingleOrDefaultAsync(row => row.UserId == userId, cancellationToken);
        var row = await db.Subscriptions.AsNoTracking().SingleOrDefaultAsync(value => value.UserId == userId, cancellationToken);
        var tier = entitlement?.Tier ?? Tier.Free;
        return new Plan(
            tier, entitlement?.Status, entitlement?.RenewsAt, entitlement?.CancelsAt, row is { IsLive: true } && row.Tier < tier ? row.Tier : null,
            row?.PastDueSince + options.Value.Grace, row?.CheckoutUrl,
            new Allowance(await quoting.UsedAllowanceAsync(userId, cancellationToken), book.Rules.Allowance(tier)));
    }
}
