using System.Globalization;
using SwipeReview.Payment.Ledger;
using SwipeReview.Payment.Payments;
using SwipeReview.Payment.Quotes;
using SwipeReview.Payment.Refunds;
using SwipeReview.Pdf;

namespace SwipeReview.Payment.Papers;

/// <summary>Papers as pages. All of it comes from rows that never change, so a paper is the same bytes at any time.</summary>
internal static class PaperPdf
{
    public static byte[] Invoice(PdfFonts fonts, Paper paper, JobPayment payment, Quote quote, string buyer) => Write(fonts, $"Invoice {paper.FullNumber}", paper, pages =>
    {
        pages.Facts([("Invoice", paper.FullNumber), .. Parties(paper, buyer)]);
        pages.Heading("For", 13);
        pages.Facts(quote.Lines.Select(line => (Say(line.Amount, quote.Currency), line.Quantity == 1 ? line.Description : FormattableString.Invariant($"{line.Quantity:#,0} × {line.Description}"))));
        if (quote.Due != quote.Amount)
        {
            pages.Facts([(Say(quote.Due - quote.Amount, quote.Currency), "Paid before for this document")]);
        }

        pages.Rule();
        pages.Facts(Sum(payment.Amount, payment.Tax, payment.Currency));
        pages.Facts([("Job", payment.JobId.ToString()), ("Prices", quote.RulesVersion)]);
    });

    public static byte[] Receipt(PdfFonts fonts, Paper paper, JobPayment payment, string buyer) => Write(fonts, $"Receipt {paper.ReceiptNumber}", paper, pages =>
    {
        pages.Facts([("Receipt", paper.ReceiptNumber), ("For invoice", paper.FullNumber), .. Parties(paper, buyer)]);
        pages.Rule();
        pages.Facts([.. Sum(payment.Amount, payment.Tax, payment.Currency), ("Paid", Day(payment.SettledAt!.Value)), ("By", payment.Processor), ("Payment", payment.Id.ToString())]);
    });

    public static byte[] CreditNote(PdfFonts fonts, Paper paper, Paper invoice, Refund refund, string buyer) => Write(fonts, $"Credit note {paper.FullNumber}", paper, pages =>
    {
        pages.Facts([("Credit note", paper.FullNumber), ("To invoice", invoice.FullNumber), .. Parties(paper, buyer)]);
        pages.Rule();
        pages.Facts([.. Sum(-refund.Amount, -refund.Tax, refund.Currency), ("Payment", refund.PaymentId.ToString())]);
    });

    private static byte[] Write(PdfFonts fonts, string title, Paper paper, Action<PdfPages> write)
    {
        using var output = new MemoryStream();
        var pages = new PdfPages(output, fonts, title, paper.IssuedAt);
        pages.Heading(title, 18);
        write(pages);
        pages.Finish();
        return output.ToArray();
    }

    private static IEnumerable<(string, string)> Parties(Paper paper, string buyer) =>
    [
        ("Issued", Day(paper.IssuedAt)),
        ("From", string.Join('\n', ((string[])[paper.Seller, .. paper.SellerAddress.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)]))),
        .. paper.SellerTaxId.Length == 0 ? (IEnumerable<(string, string)>)[] : [("Tax number", paper.SellerTaxId)],
        ("To", buyer),
    ];

    private static IEnumerable<(string, string)> Sum(decimal amount, decimal tax, string currency) =>
        [("Net", Say(amount - tax, currency)), ("Tax", Say(tax, currency)), ("Total", Say(amount, currency))];

    /// <summary>As many places as the currency has, and more only where a line has them.</summary>
    private static string Say(decimal amount, string currency)
    {
        var places = amount == Currencies.Payable(amount, currency) ? Currencies.Decimals(currency) : 4;
        return amount.ToString("N" + places.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture) + " " + currency;
    }

    private static string Day(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
