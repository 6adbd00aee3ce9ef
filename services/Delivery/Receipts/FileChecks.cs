using System.Security.Cryptography;
using SwipeReview.Delivery.Artifacts;
using SwipeReview.Documents;

namespace SwipeReview.Delivery.Receipts;

/// <summary>Whether what a receipt says of its files holds for the given ones. Everything is derived anew.</summary>
internal sealed class FileChecks(Receipt receipt, Stream? original, Stream? output)
{
    private const string NeedsOriginal = "Not looked at: the original file is missing.";
    private const string NeedsRightOriginal = "Not looked at: the given original is another file.";

    private readonly List<ReceiptCheck> checks = [];

    public async Task<IReadOnlyList<ReceiptCheck>> MakeAsync(CancellationToken cancellationToken)
    {
        var isOriginal = original is null ? null : (bool?)await IsAsync(original, receipt.Input.Sha256, receipt.Input.Size, cancellationToken);
        Add(ReceiptCheck.Original, isOriginal, isOriginal switch
        {
            null => NeedsOriginal,
            true => "The original is the file that the receipt names.",
            false => "The original is not the file that the receipt names: its SHA-256 or its size differs.",
        });
        if (isOriginal == true)
        {
            await CheckWithOriginalAsync(original!, cancellationToken);
        }
        else
        {
            Skip([ReceiptCheck.Changes, ReceiptCheck.Splices, ReceiptCheck.Parts], isOriginal is null ? NeedsOriginal : NeedsRightOriginal);
            await CheckOutputAsync(derived: null, cancellationToken);
            Skip([ReceiptCheck.Differences], isOriginal is null ? NeedsOriginal : NeedsRightOriginal);
        }

        return checks;
    }

    private async Task CheckWithOriginalAsync(Stream from, CancellationToken cancellationToken)
    {
        try
        {
            using var document = Document.Open(from, receipt.Input.ContentType);
            var edits = receipt.Changes.Select(change => change.ToEdit()).ToList();
            var parts = Receipt.PartsOf(document.Splices(edits), [.. receipt.Changes.Select(change => change.Id)]);
            Add(ReceiptCheck.Changes, true, $"All {edits.Count} listed changes fit the original, and none touches another.");
            CheckParts(parts);
            await using var derived = ScratchFile.Create();
            DeliveredFile.Write(document, receipt.Output.Format, [.. receipt.Changes.Select(change => new TrackedEdit(change.ToEdit(), receipt.Output.Author ?? "", change.DecidedAt))], derived);
            await CheckOutputAsync(derived, cancellationToken);
            CheckDifferences(document, edits, derived);
        }
        catch (DocumentException broken) when (checks.Count == 1)
        {
            Add(ReceiptCheck.Changes, false, $"The listed changes can't be applied to the original. {broken.Message}");
            Skip([ReceiptCheck.Splices, ReceiptCheck.Parts], "Not looked at: the changes can't be applied.");
            await CheckOutputAsync(derived: null, cancellationToken);
            Skip([ReceiptCheck.Differences], "Not looked at: the changes can't be applied.");
        }
    }

    private void CheckParts(IReadOnlyList<ReceiptPart> derived)
    {
        var sameParts = derived.Select(part => part.Name).SequenceEqual(receipt.Parts.Select(part => part.Name), StringComparer.Ordinal);
        var pairs = derived.Zip(receipt.Parts).ToList();
        var splice = pairs.Find(pair => !pair.First.HasSplicesOf(pair.Second)).First;
        Add(ReceiptCheck.Splices, sameParts && splice is null,
            !sameParts ? "The changes touch other parts of the file than the receipt lists."
            : splice is not null ? $"In {Show(splice)} the changes make other splices than the receipt lists."
            : $"The changes make just the {pairs.Sum(pair => pair.First.Splices.Count)} listed splices, each for the changes that it names.");
        var hash = pairs.Find(pair => (pair.First.Sha256Before, pair.First.Sha256After) != (pair.Second.Sha256Before, pair.Second.Sha256After)).First;
        Add(ReceiptCheck.Parts, sameParts && hash is null,
            !sameParts ? "The changes touch other parts of the file than the receipt lists."
            : hash is not null ? $"{Show(hash)} has another SHA-256 before or after the changes than the receipt lists."
            : "Each changed part has the listed SHA-256 before and after.");
    }

    /// <param name="derived">The output as it is made of the original, at hand when no file is given.</param>
    private async Task CheckOutputAsync(Stream? derived, CancellationToken cancellationToken)
    {
        if (output is not null)
        {
            var isOutput = await IsAsync(output, receipt.Output.Sha256, receipt.Output.Size, cancellationToken);
            Add(ReceiptCheck.Output, isOutput, isOutput
                ? "The output is the file that the receipt names."
                : "The output is not the file that the receipt names: its SHA-256 or its size differs.");
        }
        else if (derived is not null && await IsAsync(derived, receipt.Output.Sha256, receipt.Output.Size, cancellationToken))
        {
            Add(ReceiptCheck.Output, true, "Made anew of the original, the output is the file that the receipt names.");
        }
        else
        {
            // Another version of the packer packs the same parts to other bytes, which proves nothing against the receipt.
            Add(ReceiptCheck.Output, derived is null || IsPackage ? null : false, derived is null || IsPackage
                ? "Not looked at: the output file is missing."
                : "Made anew of the original, the output is not the file that the receipt names.");
        }
    }

    private void CheckDifferences(Document document, List<TextEdit> edits, Stream derived)
    {
        if (output is null)
        {
            Skip([ReceiptCheck.Differences], "Not looked at: the output file is missing.");
            return;
        }

        var difference = receipt.Output.Format == OutputFormat.Clean ? document.FindDifference(edits, output)
            : FirstDifference(derived, output) is { } at ? $"From byte {at} on it is another file."
            : null;
        Add(ReceiptCheck.Differences, difference is null, difference is null
            ? "Every byte in which original and output differ belongs to an accepted change."
            : $"Original and output differ in more, or in less, than the accepted changes. {difference}");
    }

    private bool IsPackage => receipt.Parts.Any(part => part.Name.Length > 0) && receipt.Output.Format == OutputFormat.Clean;

    private static string Show(ReceiptPart part) => part.Name.Length > 0 ? $"the part {part.Name}" : "the file";

    private void Add(string name, bool? holds, string detail) => checks.Add(new(name, holds, detail));

    private void Skip(IEnumerable<string> names, string why)
    {
        foreach (var name in names)
        {
            Add(name, null, why);
        }
    }

    private static async Task<bool> IsAsync(Stream file, string sha256, long size, CancellationToken cancellationToken)
    {
        file.Position = 0;
        return file.Length == size && Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellationToken)) == sha256;
    }

    /// <summary>Null when two streams hold the same.</summary>
    private static long? FirstDifference(Stream one, Stream other)
    {
        var (mine, theirs) = (new byte[64 * 1024], new byte[64 * 1024]);
        (one.Position, other.Position) = (0, 0);
        for (long at = 0; ;)
        {
            var left = mine.AsSpan(0, one.ReadAtLeast(mine, mine.Length, throwOnEndOfStream: false));
            var right = theirs.AsSpan(0, other.ReadAtLeast(theirs, theirs.Length, throwOnEndOfStream: false));
            var same = left.CommonPrefixLength(right);
            if (same < Math.Max(left.Length, right.Length))
            {
                return at + same;
            }

            if (left.IsEmpty)
            {
                return null;
            }

            at += same;
        }
    }
}
