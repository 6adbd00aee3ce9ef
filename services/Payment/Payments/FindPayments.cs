using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SwipeReview.Payment.Data;
using SwipeReview.Payment.Papers;
using SwipeReview.ServiceDefaults.Api;
using SwipeReview.ServiceDefaults.Errors;

namespace SwipeReview.Payment.Payments;

/// <summary><c>GET /admin/payments?q=</c>: everybody's payments for an administrator, the newest first.</summary>
internal static class FindPayments
{
    /// <summary>A payment as an administrator sees it in a list.</summary>
    /// <param name="Left">What can still go back.</param>
    /// <param name="Problem">Why somebody has to look at it; null mostly.</param>
    public sealed record Found(
        Guid Id, Guid UserId, Guid JobId, PaymentStatus Status, Money Amount, Money Refunded, Money Left, string Processor, string? Problem,
        DateTimeOffset CreatedAt, DateTimeOffset? SettledAt)
    {
        public static Found From(JobPayment payment) => new(
            payment.Id, payment.UserId, payment.JobId, payment.Status, Money.Of(payment.Amount, payment.Currency),
            Money.Of(payment.Refunded + payment.Refunding, payment.Currency),
            Money.Of(payment.Status == PaymentStatus.Settled ? payment.Left : 0, payment.Currency), payment.Processor, payment.Problem, payment.CreatedAt, payment.SettledAt);
    }

    /// <param name="q">The id of a payment, a job or a person, or the number of a paper; all payments without it.</param>
    public static async Task<Results<Ok<Page<Found>>, ErrorResult>> HandleAsync(
        PageQuery page, PaymentDbContext db, CancellationToken cancellationToken, string? q = null)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.SeeEverybodyAsync(cancellationToken);
        var payments = db.Payments.AsNoTracking();
        if (q?.Trim() is { Length: > 0 } sought)
        {
            payments = Guid.TryParse(sought, out var id)
                ? payments.Where(payment => payment.Id == id || payment.JobId == id || payment.UserId == id)
                : Numbered(db, payments, sought);
        }

        if (page.Cursor is { } cursor)
        {
            if (!Cursor.TryDecode<Guid>(cursor, out var after))
            {
                return Cursor.Invalid();
            }

            payments = payments.Where(payment => payment.Id < after);
        }

        var rows = await payments.OrderByDescending(payment => payment.Id).Take(page.Limit + 1).ToListAsync(cancellationToken);
        return TypedResults.Ok(Page<Found>.From(rows, page.Limit, Found.From, last => Cursor.Encode(last.Id)));
    }

    /// <summary>That of an invoice or credit note by its number; none when it is no number of a paper.</summary>
    private static IQueryable<JobPayment> Numbered(PaymentDbContext db, IQueryable<JobPayment> payments, string sought)
    {
        if (!Paper.TryParse(sought, out var kind, out var year, out var number))
        {
            return payments.Where(_ => false);
        }

        return payments.Where(payment => db.Papers.Any(paper => paper.PaymentId == payment.Id && paper.Kind == kind && paper.Year == year && paper.Number == number));
    }
}
