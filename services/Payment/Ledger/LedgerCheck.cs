using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SwipeReview.Payment.Data;
using SwipeReview.ServiceDefaults.Api;

namespace SwipeReview.Payment.Ledger;

/// <summary>
/// Adds the whole ledger up, for an administrator: every entry and every currency must come to zero, and what is booked
/// for each payment must be what its row says.
/// </summary>
internal static class LedgerCheck
{
    private const int Shown = 100;

    /// <param name="Holds">All of it is as it must be.</param>
    /// <param name="Unbalanced">Entries that don't come to zero, the first hundred.</param>
    /// <param name="Disagreements">Payments that the ledger tells otherwise, the first hundred.</param>
    public sealed record Response(bool Holds, long Entries, IReadOnlyList<CurrencyBalance> Currencies, IReadOnlyList<Guid> Unbalanced, IReadOnlyList<Disagreement> Disagreements);

    public sealed record CurrencyBalance(string Currency, Money Sum, IReadOnlyList<AccountBalance> Accounts);

    public sealed record AccountBalance(string Account, Money Balance);

    /// <param name="Charged">What the ledger says was owed, and so on; the payment's row says the other.</param>
    public sealed record Disagreement(
        Guid PaymentId, string Status, Money Amount, Money Refunded, Money Charged, Money Captured, Money SentBack, Money? HeldBack = null, Money? TakenByBank = null);

    public static async Task<Ok<Response>> HandleAsync(PaymentDbContext db, CancellationToken cancellationToken)
    {
        // One snapshot of everything: a payment that is settled meanwhile is seen whole or not at all.
        await using var transaction = await db.Database.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, cancellationToken);
        await db.SeeEverybodyAsync(cancellationToken);
        var entries = await db.Database.SqlQuery<long>($"select count(*) as \"Value\" from ledger_entries").SingleAsync(cancellationToken);
        var balances = await db.Database.SqlQuery<Balance>($"""
            select currency::text, account, sum(amount)::numeric as minor from postings group by currency, account order by currency, account
            """).ToListAsync(cancellationToken);
        var unbalanced = await db.Database.SqlQuery<Guid>($"""
            select distinct entry_id as "Value" from (select entry_id from postings group by entry_id, currency having sum(amount) <> 0) as wrong limit {Shown}
            """).ToListAsync(cancellationToken);
        var disagreements = await ReadDisagreementsAsync(db, cancellationToken);
        var currencies = balances.GroupBy(balance => balance.Currency, StringComparer.Ordinal)
            .Select(group => new CurrencyBalance(group.Key, Shape(group.Sum(balance => balance.Minor), group.Key),
                [.. group.Select(balance => new AccountBalance(balance.Account, Shape(balance.Minor, group.Key)))]))
            .ToList();
        var holds = unbalanced.Count == 0 && disagreements.Count == 0 && currencies.TrueForAll(currency => currency.Sum.ToDecimal() == 0);
        return TypedResults.Ok(new Response(holds, entries, currencies, unbalanced, disagreements));
    }

    /// <summary>Settled, whatever became of it since: charged and captured in full. Anything else: neither.</summary>
    private static async Task<List<Disagreement>> ReadDisagreementsAsync(PaymentDbContext db, CancellationToken cancellationToken)
    {
        var rows = await db.Database.SqlQuery<Row>($"""
            select * from (
                select payment.id, payment.status, payment.currency::text,
                    case when payment.status in ('settled', 'refunded', 'disputed', 'chargedBack') then minor_units(payment.amount, payment.currency) else 0 end as due,
                    minor_units(payment.refunded, payment.currency) as refunded,
                    minor_units(payment.held_back, payment.currency) as "HeldBack",
                    coalesce(sum(posting.amount) filter (where entry.kind = 'charge' and posting.account = {Accounts.Receivable}), 0)::bigint as charged,
                    coalesce(sum(posting.amount) filter (where entry.kind = 'capture' and posting.account like 'processor:%'), 0)::bigint as captured,
                    coalesce(-sum(posting.amount) filter (where entry.kind = 'refund' and posting.account like 'processor:%'), 0)::bigint as "SentBack",
                    coalesce(-sum(posting.amount) filter (where entry.kind in ('disputeOpened', 'disputeWon') and posting.account like 'processor:%'), 0)::bigint as "TakenByBank"
                from payments payment
                left join ledger_entries entry on entry.payment_id = payment.id
                left join postings posting on posting.entry_id = entry.id
                group by payment.id) as payment
            where (charged, captured, "SentBack", "TakenByBank") <> (due, due, refunded, "HeldBack")
                or (status in ('settled', 'refunded') and (status = 'refunded') <> (refunded > 0 and refunded = due))
            order by id limit {Shown}
            """).ToListAsync(cancellationToken);
        return rows.ConvertAll(row => new Disagreement(row.Id, row.Status, Shape(row.Due, row.Currency), Shape(row.Refunded, row.Currency),
            Shape(row.Charged, row.Currency), Shape(row.Captured, row.Currency), Shape(row.SentBack, row.Currency), Shape(row.HeldBack, row.Currency), Shape(row.TakenByBank, row.Currency)));
    }

    private static Money Shape(decimal minor, string currency) => Money.Of(minor / Ledger.Currencies.Scale(currency), currency);

    private sealed record Balance(string Currency, string Account, decimal Minor);

    private sealed record Row(Guid Id, string Status, string Currency, long Due, long Refunded, long HeldBack, long Charged, long Captured, long SentBack, long TakenByBank);
}
