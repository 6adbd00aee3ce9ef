namespace SwipeReview.Delivery.Receipts;

/// <summary>One thing that a receipt promises.</summary>
/// <param name="Holds">Null when it could not be looked at: a file is missing, or an earlier check left nothing to look at.</param>
/// <param name="Detail">A sentence for people.</param>
internal sealed record ReceiptCheck(string Name, bool? Holds, string Detail)
{
    // In the order in which they are made; published.
    public const string Envelope = "envelope";
    public const string Key = "key";
    public const string Signature = "signature";
    public const string Original = "original";
    public const string Changes = "changes";
    public const string Splices = "splices";
    public const string Parts = "parts";
    public const string Output = "output";
    public const string Differences = "differences";

    public static readonly IReadOnlyList<string> OfReceipt = [Envelope, Key, Signature];
    public static readonly IReadOnlyList<string> OfFiles = [Original, Changes, Splices, Parts, Output, Differences];
}
