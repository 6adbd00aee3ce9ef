using Microsoft.AspNetCore.Http.HttpResults;
using SwipeReview.Payment.Jobs;
using SwipeReview.Payment.Prices;
using SwipeReview.Payment.Tiers;
using SwipeReview.ServiceDefaults.Api;
using SwipeReview.ServiceDefaults.Auth;
using SwipeReview.ServiceDefaults.Errors;

namespace SwipeReview.Payment.Quotes;

/// <summary>What a job would cost if it were paid now. Moves while the person swipes; nothing is stored.</summary>
internal static class GetQuote
{
    public static async Task<Results<Ok<QuoteResponse>, ErrorResult>> HandleAsync(
        Guid jobId, CurrentUser user, JobsClient jobs, Quoting quoting, RuleBook book, CancellationToken cancellationToken)
    {
        var job = await jobs.FindBillingAsync(jobId, cancellationToken);
        return job is null || job.UserId != user.Id
            ? ErrorResults.NotFound("job")
            : TypedResults.Ok(QuoteResponse.From(await quoting.MakeAsync(job, cancellationToken), book.Rules));
    }
}

/// <param name="Amount">For the whole job.</param>
/// <param name="Due">What is still to be paid.</param>
/// <param name="Free">Nothing is due.</param>
/// <param name="Rules">The version of the rules that made it.</param>
/// <param name="Allowance">Free changes of this month, with this job's.</param>
internal sealed record QuoteResponse(
    Guid JobId, Money Amount, Money Due, IReadOnlyList<QuoteLineResponse> Lines, bool Free, string Rules, Tier Tier, AllowanceResponse Allowance)
{
    public static QuoteResponse From(Quote quote, PriceRules rules)
    {
        var inputs = quote.Inputs!;
        var monthly = rules.Allowance(inputs.Tier);
        return new(
            quote.JobId,
            Money.Of(quote.Amount, quote.Currency),
            Money.Of(quote.Due, quote.Currency),
            [.. quote.Lines.Select(line => new QuoteLineResponse(line.Description, line.Quantity, Money.Of(line.Amount, quote.Currency), line.Kind, line.Category))],
            quote.Due == 0,
            quote.RulesVersion,
            inputs.Tier,
            new AllowanceResponse(monthly - inputs.AllowanceLeft + quote.AllowanceUsed, monthly));
    }
}

internal sealed record QuoteLineResponse(string Description, int Quantity, Money Amount, QuoteLineKind? Kind, string? Category);

internal sealed record AllowanceResponse(int Used, int Of);
