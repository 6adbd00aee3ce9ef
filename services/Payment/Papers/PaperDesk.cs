using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SwipeReview.Payment.Data;
using SwipeReview.Payment.Payments;
using SwipeReview.Payment.Refunds;

namespace SwipeReview.Payment.Papers;

/// <summary>
/// Numbers papers. A year's last number is a row that is locked until the transaction of the payment ends: what is rolled
/// back leaves no gap, and nobody can take a number meanwhile. So this comes last before the commit.
/// </summary>
internal sealed class PaperDesk(PaymentDbContext db, IOptionsSnapshot<PaperOptions> options)
{
    /// <summary>Once for each payment, and only for one that brought money.</summary>
    public async Task InvoiceAsync(JobPayment payment, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (payment.Status == PaymentStatus.Settled && !await db.Papers.AnyAsync(paper => paper.PaymentId == payment.Id && paper.Kind == PaperKind.Invoice, cancellationToken))
        {
            await IssueAsync(payment, refund: null, PaperKind.Invoice, now, cancellationToken);
        }
    }

    /// <summary>Once for each refund that arrived, when its payment had an invoice.</summary>
    public async Task CreditAsync(JobPayment payment, Refund refund, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var papers = await db.Papers.Where(paper => paper.PaymentId == payment.Id).ToListAsync(cancellationToken);
        if (papers.Exists(paper => paper.Kind == PaperKind.Invoice) && !papers.Exists(paper => paper.RefundId == refund.Id))
        {
            await IssueAsync(payment, refund, PaperKind.CreditNote, now, cancellationToken);
        }
    }

    private async Task IssueAsync(JobPayment payment, Refund? refund, PaperKind kind, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (series, seller) = (JsonNamingPolicy.CamelCase.ConvertName(kind.ToString()), options.Value);
        var numbers = await db.Database.SqlQuery<int>($"""
            insert into paper_numbers as series (kind, year, last) values ({series}, {now.Year}, 1)
            on conflict (kind, year) do update set last = series.last + 1 returning last as "Value"
            """).ToListAsync(cancellationToken);
        db.Papers.Add(new Paper
        {
            Id = Guid.CreateVersion7(now),
            UserId = payment.UserId,
            PaymentId = payment.Id,
            RefundId = refund?.Id,
            Kind = kind,
            Year = now.Year,
            Number = numbers.Single(),
            Seller = seller.Seller,
            SellerAddress = seller.SellerAddress,
            SellerTaxId = seller.SellerTaxId,
            IssuedAt = now,
        });
    }
}
