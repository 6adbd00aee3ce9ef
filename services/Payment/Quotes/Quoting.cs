using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SwipeReview.Payment.Data;
using SwipeReview.Payment.Jobs;
using SwipeReview.Payment.Payments;

namespace SwipeReview.Payment.Quotes;

/// <summary>Makes a quote from a job's decisions, its metered usage, the month's allowance and what is paid already.</summary>
internal sealed class Quoting(PaymentDbContext db, IOptionsSnapshot<PriceOptions> options, TimeProvider clock)
{
    public async Task<Quote> MakeAsync(JobBilling job, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var month = new DateTimeOffset(now.Year, now.Month, 1, 0, 0, 0, TimeSpan.Zero);
        var prices = options.Value;
        var covering = db.Payments.Where(payment => payment.UserId == job.UserId
            && (payment.Status == PaymentStatus.Settled || payment.Status == PaymentStatus.NotRequired));
        var paid = await covering.Where(payment => payment.JobId == job.JobId).SumAsync(payment => payment.Amount, cancellationToken);

        // A job's later payment repeats its earlier allowance and adds to it, so the largest counts for each job.
        var usedElsewhere = await covering.Where(payment => payment.JobId != job.JobId && payment.SettledAt >= month)
            .GroupBy(payment => payment.JobId).Select(group => group.Max(payment => payment.AllowanceUsed))
            .SumAsync(used => used, cancellationToken);
        var metered = await db.MeteredUsage.Where(usage => usage.JobId == job.JobId && usage.Currency == prices.Currency)
            .SumAsync(usage => usage.Cost, cancellationToken);

        var priced = new PriceRules(prices).Price(job.Accepted, metered, Math.Max(0, prices.FreeChangesPerMonth - usedElsewhere), paid);
        return new Quote
        {
            Id = Guid.CreateVersion7(now),
            UserId = job.UserId,
            JobId = job.JobId,
            RulesVersion = prices.Version,
            AcceptedChanges = job.AcceptedTotal,
            AllowanceUsed = priced.AllowanceUsed,
            Amount = priced.Amount,
            Due = priced.Due,
            Currency = prices.Currency,
            Lines = priced.Lines,
            CreatedAt = now,
        };
    }
}
