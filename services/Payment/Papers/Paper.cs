using System.Globalization;

namespace SwipeReview.Payment.Papers;

/// <summary>An invoice of a settled payment, or a credit note of a refund: a number that no other has, and who issued it when.</summary>
internal sealed class Paper
{
    public required Guid Id { get; init; }

    public required Guid UserId { get; init; }

    public required Guid PaymentId { get; init; }

    /// <summary>Of a credit note.</summary>
    public Guid? RefundId { get; init; }

    public required PaperKind Kind { get; init; }

    public required int Year { get; init; }

    /// <summary>From 1 in each year, without gaps.</summary>
    public required int Number { get; init; }

    public required string Seller { get; init; }

    public required string SellerAddress { get; init; }

    public required string SellerTaxId { get; init; }

    public required DateTimeOffset IssuedAt { get; init; }

    /// <summary>A number as it is printed on an invoice, a receipt or a credit note.</summary>
    public static bool TryParse(string printed, out PaperKind kind, out int year, out int number)
    {
        (kind, year, number) = (PaperKind.Invoice, 0, 0);
        if (printed.Trim().ToUpperInvariant().Split('-') is not [("I" or "R" or "C") and var series, { Length: 4 } ofYear, { Length: >= 6 } last])
        {
            return false;
        }

        kind = series == "C" ? PaperKind.CreditNote : PaperKind.Invoice;
        return int.TryParse(ofYear, NumberStyles.None, CultureInfo.InvariantCulture, out year) && int.TryParse(last, NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }

    public string NumberAs(string prefix) => string.Create(CultureInfo.InvariantCulture, $"{prefix}-{Year}-{Number:000000}");

    /// <summary>As it is printed.</summary>
    public string FullNumber => NumberAs(Kind == PaperKind.Invoice ? "I" : "C");

    /// <summary>The receipt says of the invoice that it is paid, and has its number.</summary>
    public string ReceiptNumber => NumberAs("R");
}

internal enum PaperKind
{
    Invoice,
    CreditNote,
}
