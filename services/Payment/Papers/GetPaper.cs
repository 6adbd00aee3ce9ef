using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SwipeReview.Payment.Data;
using SwipeReview.Pdf;
using SwipeReview.ServiceDefaults.Auth;
using SwipeReview.ServiceDefaults.Errors;
using SwipeReview.ServiceDefaults.Http;

namespace SwipeReview.Payment.Papers;

/// <summary><c>GET /payments/{id}/invoice</c>, <c>/receipt</c> and <c>/credit-notes/{refundId}</c>: a person's own papers, as PDF.</summary>
internal sealed class GetPaper(PaymentDbContext db, PeopleClient people, IOptionsSnapshot<PaperOptions> options)
{
    private const string Pdf = "application/pdf";

    public static Task<Results<FileContentHttpResult, ErrorResult>> InvoiceAsync(Guid id, CurrentUser user, GetPaper papers, CancellationToken cancellationToken) =>
        papers.InvoiceAsync(id, user, asReceipt: false, cancellationToken);

    public static Task<Results<FileContentHttpResult, ErrorResult>> ReceiptAsync(Guid id, CurrentUser user, GetPaper papers, CancellationToken cancellationToken) =>
        papers.InvoiceAsync(id, user, asReceipt: true, cancellationToken);

    public static Task<Results<FileContentHttpResult, ErrorResult>> CreditNoteAsync(Guid id, Guid refundId, CurrentUser user, GetPaper papers, CancellationToken cancellationToken) =>
        papers.CreditNoteAsync(id, refundId, user, cancellationToken);

    private async Task<Results<FileContentHttpResult, ErrorResult>> InvoiceAsync(Guid paymentId, CurrentUser user, bool asReceipt, CancellationToken cancellationToken)
    {
        if (await FindAsync(paymentId, refundId: null, user, cancellationToken) is not { } paper)
        {
            return ErrorResults.NotFound("paper");
        }

        var payment = await db.Payments.AsNoTracking().SingleAsync(row => row.Id == paymentId, cancellationToken);
        var quote = await db.Quotes.AsNoTracking().SingleAsync(row => row.Id == payment.QuoteId, cancellationToken);
        var (fonts, buyer) = (Fonts(), await BuyerAsync(user, cancellationToken));
        return asReceipt
            ? TypedResults.File(PaperPdf.Receipt(fonts, paper, payment, buyer), Pdf, $"{paper.ReceiptNumber}.pdf")
            : TypedResults.File(PaperPdf.Invoice(fonts, paper, payment, quote, buyer), Pdf, $"{paper.FullNumber}.pdf");
    }

    private async Task<Results<FileContentHttpResult, ErrorResult>> CreditNoteAsync(Guid paymentId, Guid refundId, CurrentUser user, CancellationToken cancellationToken)
    {
        if (await FindAsync(paymentId, refundId, user, cancellationToken) is not { } paper || await FindAsync(paymentId, refundId: null, user, cancellationToken) is not { } invoice)
        {
            return ErrorResults.NotFound("paper");
        }

        var refund = await db.Refunds.AsNoTracking().SingleAsync(row => row.Id == refundId, cancellationToken);
        return TypedResults.File(PaperPdf.CreditNote(Fonts(), paper, invoice, refund, await BuyerAsync(user, cancellationToken)), Pdf, $"{paper.FullNumber}.pdf");
    }

    private Task<Paper?> FindAsync(Guid paymentId, Guid? refundId, CurrentUser user, CancellationToken cancellationToken) =>
        db.Papers.AsNoTracking().SingleOrDefaultAsync(paper => paper.UserId == user.Id && paper.PaymentId == paymentId && paper.RefundId == refundId, cancellationToken);

    private async Task<string> BuyerAsync(CurrentUser user, CancellationToken cancellationToken) =>
        await people.FindNameAsync(user.Id, cancellationToken) is { } name ? $"{name}\nAccount {user.Id}" : $"Account {user.Id}";

    private PdfFonts Fonts() => PdfFonts.TryLoad(options.Value.FontFolder)
        ?? throw new InvalidOperationException($"Papers need DejaVuSans.ttf and DejaVuSans-Bold.ttf in {options.Value.FontFolder}.");
}
