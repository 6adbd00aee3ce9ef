using Microsoft.AspNetCore.Http.HttpResults;
using SwipeReview.Payment.Jobs;
using SwipeReview.ServiceDefaults.Api;
using SwipeReview.ServiceDefaults.Auth;
using SwipeReview.ServiceDefaults.Errors;

namespace SwipeReview.Payment.Quotes;

/// <summary>What a job would cost if it were paid now. Moves while the person swipes; nothing is stored.</summary>
internal static class GetQuote
{
    public static async Task<Results<Ok<QuoteResponse>, ErrorResult>> HandleAsync(
        Guid jobId, CurrentUser user, JobsClient jobs, Quoting quoting, CancellationToken cancellationToken)
    {
        var job = await jobs.FindBillingAsync(jobId, cancellationToken);
        return job is null || job.UserId != user.Id
            ? ErrorResults.NotFound("job")
            : TypedResults.Ok(QuoteResponse.From(await quoting.MakeAsync(job, cancellationToken)));
    }
}

/// <param name="Amount">For the whole job.</param>
/// <param name="Due">What is still to be paid.</param>
/// <param name="Free">Nothing is due.</param>
internal sealed record QuoteResponse(Guid JobId, Money Amount, Money Due, IReadOnlyList<QuoteLineResponse> Lines, bool Free)
{
    public static QuoteResponse From(Quote quote) => new(
        quote.JobId,
        Money.Of(quote.Amount, quote.Currency),
        Money.Of(quote.Due, quote.Currency),
        [.. quote.Lines.Select(line => new QuoteLineResponse(line.Description, line.Quantity, Money.Of(line.Amount, quote.Currency)))],
        quote.Due == 0);
}

internal sealed record QuoteLineResponse(string Description, int Quantity, Money Amount);
