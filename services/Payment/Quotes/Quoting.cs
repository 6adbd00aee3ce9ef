using Microsoft.EntityFrameworkCore;
using SwipeReview.Payment.Data;
using SwipeReview.Payment.Jobs;
using SwipeReview.Payment.Prices;
using SwipeReview.Payment.Processors;
using SwipeReview.Payment.Tiers;

namespace SwipeReview.Payment.Quotes;

/// <summary>Makes a quote from a job's decisions, its metered usage, the month's allowance and what is paid already.</summary>
internal sealed class Quoting(PaymentDbContext db, RuleBook book, IPaymentProcessor processor, TimeProvider clock)
{
    public async Task<Quote> MakeAsync(JobBilling job, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var facts = await ReadFactsAsync(job, now, cancellationToken);
        var tier = facts.Tier is { } word ? Enum.Parse<Tier>(word, ignoreCase: true) : Tier.Free;
        var rules = book.Rules;
        var allowanceLeft = Math.Max(0, rules.Allowance(tier) - facts.UsedElsewhere);
        var limits = processor.LimitsOf(rules.Prices.Currency);
        var inputs = new QuoteInputs(job.Accepted, facts.Metered, allowanceLeft, facts.Paid, facts.PaidTax, tier, now, limits.Least, limits.Step);
        var priced = rules.Price(inputs);
        return new Quote
        {
            Id = Guid.CreateVersion7(now),
            UserId = job.UserId,
            JobId = job.JobId,
            RulesVersion = rules.Prices.Version,
            RulesHash = book.Hash,
            Inputs = inputs,
            AcceptedChanges = job.AcceptedTotal,
            AllowanceUsed = priced.AllowanceUsed,
            AllowanceWorth = priced.AllowanceWorth,
            Amount = priced.Amount,
            Due = priced.Due,
            DueTax = priced.DueTax,
            Currency = rules.Prices.Currency,
            Lines = priced.Lines,
            CreatedAt = now,
        };
    }

    /// <summary>Freezes a quote: it is stored with the rules that made it.</summary>
    public async Task KeepAsync(Quote quote, CancellationToken cancellationToken)
    {
        await book.KeepAsync(db, cancellationToken);
        db.Quotes.Add(quote);
    }

    /// <summary>How many free changes the person has used this month.</summary>
    public async Task<int> UsedAllowanceAsync(Guid userId, CancellationToken cancellationToken)
    {
        var month = MonthOf(clock.GetUtcNow());
        return await db.Database.SqlQuery<int>($"""
            select coalesce(sum(used), 0)::int as "Value" from (
                select max(allowance_used) as used from payments
                where user_id = {userId} and status in ('settled', 'notRequired', 'disputed') and settled_at >= {month} group by job_id) as jobs
            """).SingleAsync(cancellationToken);
    }

    /// <summary>One round trip: this is asked while a person swipes. A job's later payment repeats its earlier allowance and adds to it, so the largest counts.</summary>
    private Task<Facts> ReadFactsAsync(JobBilling job, DateTimeOffset now, CancellationToken cancellationToken) => db.Database.SqlQuery<Facts>($"""
        with covering as materialized (
            select job_id, amount, tax, settled_at, case status when 'chargedBack' then 0 else allowance_used end as allowance_used,
                greatest(0, amount - refunded - refunding + goodwill - case status when 'chargedBack' then held_back else 0 end) as paid
            from payments
            where user_id = {job.UserId} and status in ('settled', 'notRequired', 'disputed', 'chargedBack') and (job_id = {job.JobId} or settled_at >= {MonthOf(now)}))
        select
            coalesce((select sum(paid) from covering where job_id = {job.JobId}), 0) as "Paid",
            coalesce((select sum(tax * paid / nullif(amount, 0)) from covering where job_id = {job.JobId}), 0) as "PaidTax",
            coalesce((select sum(used) from (select max(allowance_used) as used from covering where job_id <> {job.JobId} group by job_id) as jobs), 0)::int as "UsedElsewhere",
            coalesce((select sum(cost) from metered_usage where job_id = {job.JobId} and currency = {book.Rules.Prices.Currency}), 0) as "Metered",
            (select tier from entitlements where user_id = {job.UserId}) as "Tier"
        """).SingleAsync(cancellationToken);

    private static DateTimeOffset MonthOf(DateTimeOffset now) => new(now.Year, now.Month, 1, 0, 0, 0, TimeSpan.Zero);

    private sealed record Facts(decimal Paid, decimal PaidTax, int UsedElsewhere, decimal Metered, string? Tier);
}
