using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using SwipeReview.Payment.Jobs;
using SwipeReview.Payment.Prices;
using SwipeReview.Payment.Refunds;
using SwipeReview.Payment.Tiers;
using SwipeReview.ServiceDefaults.Api;
using SwipeReview.ServiceDefaults.Auth;
using SwipeReview.ServiceDefaults.Errors;

namespace SwipeReview.Payment.Quotes;

/// <summary>What a job would cost if it were paid now. Moves while the person swipes; nothing is stored.</summary>
internal static class GetQuote
{
    public static async Task<Results<Ok<QuoteResponse>, ErrorResult>> HandleAsync(
        Guid jobId, CurrentUser user, JobsClient jobs, Quoting quoting, RuleBook book, IOptionsSnapshot<RefundOptions> refunds, CancellationToken cancellationToken)
    {
        var job = await jobs.FindBillingAsync(jobId, cancellationToken);
        if (job is null || job.UserId != user.Id)
        {
            return ErrorResults.NotFound("job");
        }

        var quote = await quoting.MakeAsync(job, cancellationToken);
        return TypedResults.Ok(QuoteResponse.From(quote, book.Rules, job.IsDelivered ? 0 : refunds.Value.Of(quote.Overpaid)));
    }
}

/// <param name="Amount">For the whole job.</param>
/// <param name="Due">What is still to be paid.</param>
/// <param name="Paid">What earlier payments of the job count for.</param>
/// <param name="Back">What of that goes back when the file is fetched as the decisions stand now.</param>
/// <param name="Free">Nothing is due.</param>
/// <param name="Rules">The version of the rules that made it.</param>
/// <param name="Allowance">Free changes of this month, with this job's.</param>
internal sealed record QuoteResponse(
    Guid JobId, Money Amount, Money Due, Money Paid, Money Back, IReadOnlyList<QuoteLineResponse> Lines, bool Free, string Rules, Tier Tier, AllowanceResponse Allowance)
{
    public static QuoteResponse From(Quote quote, PriceRules rules, decimal back)
    {
        var inputs = quote.Inputs!;
        var monthly = rules.Allowance(inputs.Tier);
        return new(
            quote.JobId,
            Money.Of(quote.Amount, quote.Currency),
            Money.Of(quote.Due, quote.Currency),
            Money.Of(inputs.Paid, quote.Currency),
            Money.Of(back, quote.Currency),
            [.. quote.Lines.Select(line => new QuoteLineResponse(line.Description, line.Quantity, Money.Of(line.Amount, quote.Currency), line.Kind, line.Category))],
            quote.Due == 0,
            quote.RulesVersion,
            inputs.Tier,
            new AllowanceResponse(monthly - inputs.AllowanceLeft + quote.AllowanceUsed, monthly));
    }
}

internal sealed record QuoteLineResponse(string Description, int Quantity, Money Amount, QuoteLineKind? Kind, string? Category);

internal sealed record AllowanceResponse(int Used, int Of);
