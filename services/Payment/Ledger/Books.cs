using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using SwipeReview.Payment.Data;
using SwipeReview.Payment.Payments;

namespace SwipeReview.Payment.Ledger;

/// <summary>Writes to the ledger. It can be added to and nothing else: the schema refuses changes, and what doesn't balance.</summary>
internal static class Books
{
    /// <summary>
    /// Posts an entry in the transaction of what caused it. Whoever comes second with the same kind and cause waits for
    /// the first and posts nothing.
    /// </summary>
    /// <returns>False when it was posted before, or when no money moved.</returns>
    /// <exception cref="InvalidOperationException">No transaction is open, or the same cause was posted before with other postings.</exception>
    public static async Task<bool> PostAsync(this PaymentDbContext db, LedgerEntry entry, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (db.Database.CurrentTransaction is null)
        {
            throw new InvalidOperationException("An entry belongs to the transaction of its cause.");
        }

        if (entry.Postings.Count == 0)
        {
            return false;
        }

        var kind = JsonNamingPolicy.CamelCase.ConvertName(entry.Kind.ToString());
        var accounts = entry.Postings.Select(posting => posting.Account).ToArray();
        var currencies = entry.Postings.Select(posting => posting.Amount.Currency).ToArray();
        var amounts = entry.Postings.Select(posting => posting.Amount.Minor).ToArray();
        var posted = await db.Database.ExecuteSqlAsync($"""
            with entry as (
                insert into ledger_entries (id, kind, cause, user_id, payment_id, postings, at)
                values ({Guid.CreateVersion7(now)}, {kind}, {entry.Cause}, {entry.UserId}, {entry.PaymentId}, {accounts.Length}, {now})
                on conflict (kind, cause) do nothing
                returning id)
            insert into postings (entry_id, line, account, currency, amount)
            select entry.id, posting.line, posting.account, posting.currency, posting.amount
            from entry, unnest({accounts}, {currencies}, {amounts}) with ordinality as posting (account, currency, amount, line)
            """, cancellationToken);
        if (posted == 0)
        {
            await RefuseOtherAsync(db, kind, entry, cancellationToken);
        }

        return posted > 0;
    }

    /// <summary>All that a settled payment means.</summary>
    public static async Task PostSettledAsync(this PaymentDbContext db, JobPayment payment, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await db.PostAsync(LedgerEntry.Charge(payment), now, cancellationToken);
        await db.PostAsync(LedgerEntry.Capture(payment), now, cancellationToken);
        await db.PostAsync(LedgerEntry.Allowance(payment), now, cancellationToken);
    }

    private static async Task RefuseOtherAsync(PaymentDbContext db, string kind, LedgerEntry entry, CancellationToken cancellationToken)
    {
        var booked = await db.Database.SqlQuery<Booked>($"""
            select account, currency::text, amount from postings join ledger_entries on id = entry_id where kind = {kind} and cause = {entry.Cause} order by line
            """).ToListAsync(cancellationToken);
        if (!booked.SequenceEqual(entry.Postings.Select(posting => new Booked(posting.Account, posting.Amount.Currency, posting.Amount.Minor))))
        {
            throw new InvalidOperationException($"The {kind} of {entry.Cause} was posted before, and otherwise.");
        }
    }

    private sealed record Booked(string Account, string Currency, long Amount);
}
