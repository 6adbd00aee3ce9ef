using SwipeReview.ServiceDefaults.Auth;

namespace SwipeReview.Delivery.Receipts;

/// <summary>Whether a file is a receipt that we signed, as we signed it.</summary>
internal sealed class SignatureChecks(IPublishedKeys published)
{
    private static readonly TimeSpan ClocksDiffer = TimeSpan.FromMinutes(5);

    /// <returns>The checks, and what was signed when all of them hold.</returns>
    /// <exception cref="HttpRequestException">The keys can't be read now.</exception>
    public async Task<(IReadOnlyList<ReceiptCheck> Checks, Receipt? Receipt)> MakeAsync(ReadOnlyMemory<byte> file, CancellationToken cancellationToken)
    {
        var (read, why) = ReceiptFile.Read(file);
        if (read is null)
        {
            return ([new(ReceiptCheck.Envelope, false, why), NotLookedAt(ReceiptCheck.Key), NotLookedAt(ReceiptCheck.Signature)], null);
        }

        var receipt = Receipt.Read(read.Signed.Payload);
        var envelope = receipt is null ? new ReceiptCheck(ReceiptCheck.Envelope, false, "What was signed is no receipt of a version that is known here.")
            : !read.Shown.Span.SequenceEqual(read.Signed.Payload) ? new(ReceiptCheck.Envelope, false, "What can be read under \"receipt\" is not what was signed: it was changed.")
            : new(ReceiptCheck.Envelope, true, $"A receipt for {receipt.Changes.Count} accepted changes, given out at {receipt.IssuedAt.UtcDateTime:u}.");

        var keys = await published.ReadAsync(cancellationToken);
        var key = keys.Keys.FirstOrDefault(one => one.Kid == read.Signed.KeyId && one.IsEs256);
        if (key is null)
        {
            return ([envelope, new(ReceiptCheck.Key, false, "The key that it names is none of ours."), NotLookedAt(ReceiptCheck.Signature)], null);
        }

        var isInTime = receipt is null || key.Exp is not { } end || receipt.IssuedAt <= DateTimeOffset.FromUnixTimeSeconds(end) + ClocksDiffer;
        var isSigned = read.Signed.IsSignedWith(key);
        return (
            [
                envelope,
                isInTime ? new(ReceiptCheck.Key, true, "The key that it names is one of ours.")
                    : new(ReceiptCheck.Key, false, "The key that it names had stopped signing when it says it was given out."),
                isSigned ? new(ReceiptCheck.Signature, true, "The signature is that key's, over just this.")
                    : new(ReceiptCheck.Signature, false, "The signature is not that key's over this: the receipt was changed, or we never gave it out."),
            ],
            isInTime && isSigned ? receipt : null);
    }

    private static ReceiptCheck NotLookedAt(string name) => new(name, null, "Not looked at: there is nothing to look at.");
}
