namespace SwipeReview.Chaos.Check;

/// <summary>The books balance, and say of each payment what its row says.</summary>
internal static class LedgerInvariants
{
    public static async Task CheckAsync(Snapshot payment, Findings findings)
    {
        findings.Count("payments", await payment.CountAsync("select count(*) from payments"));
        await payment.EachAsync("select status, count(*) from payments group by status order by status", row => findings.Count($"  of them {row.GetString(0)}", row.GetInt64(1)));
        findings.Count("ledger entries", await payment.CountAsync("select count(*) from ledger_entries"));
        findings.Count("postings, in minor units together", await payment.CountAsync("select coalesce(sum(abs(amount)), 0) from postings"));
        findings.Count("sum of the ledger", await payment.CountAsync("select coalesce(sum(amount), 0) from postings"));
        await payment.ForbidAsync(findings, "the ledger comes to zero in each currency",
            "select format('%s: %s', currency, sum(amount)) from postings group by currency having sum(amount) <> 0");
        await payment.ForbidAsync(findings, "every ledger entry comes to zero and is whole", """
            select entry.id from ledger_entries entry left join postings posting on posting.entry_id = entry.id
            group by entry.id having count(posting.line) <> entry.postings or coalesce(sum(posting.amount), 0) <> 0
            """);
        await payment.ForbidAsync(findings, "a payment is charged and captured once, when it is settled", """
            select format('%s is %s: charged %s, captured %s of %s', id, status, charged, captured, due) from (
                select payment.id, payment.status,
                    case when payment.status in ('settled', 'refunded', 'disputed', 'chargedBack') then minor_units(payment.amount, payment.currency) else 0 end as due,
                    coalesce(sum(posting.amount) filter (where entry.kind = 'charge' and posting.account like 'receivable:%'), 0) as charged,
                    coalesce(sum(posting.amount) filter (where entry.kind = 'capture' and posting.account like 'processor:%'), 0) as captured
                from payments payment left join ledger_entries entry on entry.payment_id = payment.id
                left join postings posting on posting.entry_id = entry.id group by payment.id
            ) payment where (charged, captured) <> (due, due)
            """);
    }
}
