using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SwipeReview.Payment.Data;
using SwipeReview.Payment.Ledger;
using SwipeReview.Payment.Papers;
using SwipeReview.Payment.Refunds;
using SwipeReview.ServiceDefaults.Api;
using SwipeReview.ServiceDefaults.Errors;

namespace SwipeReview.Payment.Payments;

/// <summary><c>GET /admin/payments/{id}/ledger</c>: all that is booked for a payment, with its papers and what went back of it.</summary>
internal static class InspectPayment
{
    /// <param name="AcceptedChanges">Up to how many it covers now.</param>
    /// <param name="Invoice">The number of its invoice; null when there is none.</param>
    /// <param name="Refunds">The oldest first.</param>
    /// <param name="Entries">The ledger's, the oldest first.</param>
    public sealed record Response(
        FindPayments.Found Payment, int AcceptedChanges, string? Charge, string? Invoice,
        IReadOnlyList<RefundResponse> Refunds, IReadOnlyList<CreditNote> CreditNotes, IReadOnlyList<Entry> Entries);

    /// <param name="Cause">The id of what made it: of the payment, a refund, or something of the processor's.</param>
    public sealed record Entry(Guid Id, string Kind, string Cause, DateTimeOffset At, IReadOnlyList<EntryPosting> Postings);

    /// <param name="Amount">Positive: the account got it; negative: it gave it.</param>
    public sealed record EntryPosting(string Account, Money Amount);

    public static async Task<Results<Ok<Response>, ErrorResult>> HandleAsync(Guid id, PaymentDbContext db, CancellationToken cancellationToken)
    {
        // One snapshot: what is booked is what the payment says.
        await using var transaction = await db.Database.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, cancellationToken);
        await db.SeeEverybodyAsync(cancellationToken);
        if (await db.Payments.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, cancellationToken) is not { } payment)
        {
            return ErrorResults.NotFound("payment");
        }

        var refunds = await db.Refunds.AsNoTracking().Where(refund => refund.PaymentId == id).OrderBy(refund => refund.Id).ToListAsync(cancellationToken);
        var invoice = await db.Papers.AsNoTracking().SingleOrDefaultAsync(paper => paper.PaymentId == id && paper.Kind == PaperKind.Invoice, cancellationToken);
        var creditNotes = await CreditNote.OfAsync(db, [id], cancellationToken);
        return TypedResults.Ok(new Response(
            FindPayments.Found.From(payment), payment.AcceptedChanges, payment.Charge, invoice?.FullNumber,
            refunds.ConvertAll(RefundResponse.From), [.. creditNotes[id]], await ReadEntriesAsync(db, id, cancellationToken)));
    }

    private static async Task<List<Entry>> ReadEntriesAsync(PaymentDbContext db, Guid paymentId, CancellationToken cancellationToken)
    {
        var lines = await db.Database.SqlQuery<Line>($"""
            select entry.id, entry.kind, entry.cause, entry.at, posting.account, posting.currency::text, posting.amount
            from ledger_entries entry join postings posting on posting.entry_id = entry.id
            where entry.payment_id = {paymentId} order by entry.id, posting.line
            """).ToListAsync(cancellationToken);

        // What is booked in one moment is told in the order in which it makes sense: owed, then received.
        return [.. lines.GroupBy(line => line.Id).Select(entry => new Entry(
                entry.Key, entry.First().Kind, entry.First().Cause, entry.First().At,
                [.. entry.Select(line => new EntryPosting(line.Account, Money.Of(new Amount(line.Amount, line.Currency).ToDecimal(), line.Currency)))]))
            .OrderBy(entry => entry.At).ThenBy(entry => Enum.Parse<LedgerEntryKind>(entry.Kind, ignoreCase: true))];
    }

    private sealed record Line(Guid Id, string Kind, string Cause, DateTimeOffset At, string Account, string Currency, long Amount);
}
