using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using SwipeReview.Payment.Data;
using SwipeReview.Payment.Prices;
using SwipeReview.Payment.Processors;
using SwipeReview.Payment.Tiers;
using SwipeReview.ServiceDefaults.Api;
using SwipeReview.ServiceDefaults.Auth;
using SwipeReview.ServiceDefaults.Errors;

namespace SwipeReview.Payment.Subscriptions;

/// <summary>A person's plan. Reading it asks nobody; changing it stores the wish and then carries it out.</summary>
internal static class PlanEndpoints
{
    public sealed record Offer(Tier Tier, Money MonthlyPrice, int? FreeChangesPerMonth, decimal DiscountPercent, bool CanBeBought);

    public sealed record Offers(IReadOnlyList<Offer> Items);

    public sealed record Choice(Tier Tier);

    public sealed record Portal(string Url);

    public static void MapPlans(this WebApplication app)
    {
        var plan = app.MapApiGroup("/api/v1/plan", "Plan");
        plan.MapGet("/", GetAsync);
        plan.MapPost("/checkout", ChooseAsync);
        plan.MapPost("/portal", OpenPortalAsync);
        plan.MapPost("/cancel", (CurrentUser user, Plans plans, PlanView view, CancellationToken cancellationToken) => EndAsync(true, user, plans, view, cancellationToken));
        plan.MapPost("/resume", (CurrentUser user, Plans plans, PlanView view, CancellationToken cancellationToken) => EndAsync(false, user, plans, view, cancellationToken));
        app.MapApiGroup("/api/v1/plans", "Plan").MapGet("/", List);
    }

    private static async Task<Ok<Plan>> GetAsync(CurrentUser user, PlanView view, CancellationToken cancellationToken) =>
        TypedResults.Ok(await view.ReadAsync(user.Id, cancellationToken));

    private static Ok<Offers> List(IOptionsSnapshot<TierOptions> tiers, IOptionsSnapshot<PriceOptions> prices, ISubscriptionProcessor processor) =>
        TypedResults.Ok(new Offers([.. Enum.GetValues<Tier>().Select(tier => new Offer(
            tier, Money.Of(tiers.Value[tier].MonthlyPrice, prices.Value.Currency), tiers.Value[tier].FreeChangesPerMonth ?? prices.Value.FreeChangesPerMonth,
            tiers.Value[tier].DiscountPercent, processor.Sells.Contains(tier)))]));

    private static async Task<Results<Ok<Plan>, ErrorResult>> ChooseAsync(
        Choice choice, CurrentUser user, Plans plans, PlanView view, ISubscriptionProcessor processor, CancellationToken cancellationToken)
    {
        if (!processor.Sells.Contains(choice.Tier))
        {
            return ErrorResults.Validation("This plan can't be bought. To go back to the free one, cancel.", "tier");
        }

        return await CarryOutAsync(user.Id, plans, view, async () =>
        {
            if (await plans.FindAsync(user.Id, cancellationToken) is { Session: not null } row && row.WantedTier != choice.Tier)
            {
                await plans.ForgetCheckoutAsync(user.Id, cancellationToken);
            }

            return await plans.WantAsync(user.Id, choice.Tier, end: null, cancellationToken);
        }, cancellationToken);
    }

    private static Task<Results<Ok<Plan>, ErrorResult>> EndAsync(bool isEnding, CurrentUser user, Plans plans, PlanView view, CancellationToken cancellationToken) =>
        CarryOutAsync(user.Id, plans, view, () => plans.WantAsync(user.Id, tier: null, isEnding, cancellationToken), cancellationToken);

    private static async Task<Results<Ok<Portal>, ErrorResult>> OpenPortalAsync(
        CurrentUser user, Plans plans, PaymentDbContext db, ISubscriptionProcessor processor, IOptionsSnapshot<CheckoutOptions> options, CancellationToken cancellationToken)
    {
        if (await plans.FindAsync(user.Id, cancellationToken) is not { Customer: { } customer } row || row.Processor != processor.Name)
        {
            return ErrorResults.Conflict("There is nothing to manage yet: choose a plan first.");
        }

        try
        {
            var order = $"portal:{Guid.CreateVersion7():n}"; // each is a page of its own
            return TypedResults.Ok(new Portal(await processor.OutsideTransactions(db).PortalAsync(customer, options.Value.PlanUrl, order, cancellationToken)));
        }
        catch (ProcessorException)
        {
            return Away();
        }
    }

    private static async Task<Results<Ok<Plan>, ErrorResult>> CarryOutAsync(
        Guid userId, Plans plans, PlanView view, Func<Task<bool>> want, CancellationToken cancellationToken)
    {
        try
        {
            if (!await want())
            {
                return ErrorResults.Conflict("There is no plan that could end or go on.");
            }

            await plans.CarryOutAsync(userId, cancellationToken);
            return TypedResults.Ok(await view.ReadAsync(userId, cancellationToken));
        }
        catch (ProcessorException)
        {
            return Away();
        }
    }

    private static ErrorResult Away() => ErrorResults.UpstreamFailed("Plans can't be changed right now; the one that you have goes on. Try again in a moment.");
}
