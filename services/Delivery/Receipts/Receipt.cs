using System.Text.Json;
using System.Text.Json.Serialization;
using SwipeReview.Delivery.Upstream;
using SwipeReview.Documents;
using SwipeReview.ServiceDefaults.Auth;

namespace SwipeReview.Delivery.Receipts;

/// <summary>
/// Says that an output is its input with the accepted changes and nothing else, so that a third party can do it again.
/// Hashes are lower-case hex. Published: members are added, never changed.
/// </summary>
internal sealed record Receipt(
    string Product, int Version, string Issuer, DateTimeOffset IssuedAt, Guid JobId, string FileName,
    ReceiptInput Input, ReceiptOutput Output, IReadOnlyList<ReceiptPart> Parts, IReadOnlyList<ReceiptChange> Changes)
{
    public const string ProductName = "SwipeReview";
    public const int CurrentVersion = 1;

    /// <summary>Objects in lists in objects in lists, and no deeper.</summary>
    public const int Depth = 8;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        AllowDuplicateProperties = false,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // it is a file of its own, never part of a page
        MaxDepth = Depth,
        NumberHandling = JsonNumberHandling.Strict,
        PropertyNameCaseInsensitive = false,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    public static Receipt Of(
        JobFacts job, IReadOnlyList<AcceptedChange> accepted, ReceiptInput input, ReceiptOutput output, IReadOnlyList<PartChange> parts, DateTimeOffset now) =>
        new(ProductName, CurrentVersion, TokenNames.Issuer, now, job.Id, job.FileName, input, output,
            PartsOf(parts, [.. accepted.Select(change => change.ChangeId)]), [.. accepted.Select(ReceiptChange.Of)]);

    public static IReadOnlyList<ReceiptPart> PartsOf(IReadOnlyList<PartChange> parts, IReadOnlyList<Guid> changes) =>
        [.. parts.Select(part => ReceiptPart.Of(part, changes))];

    /// <summary>The bytes that are signed.</summary>
    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, Json);

    /// <summary>Null for what is no receipt of a version that we know.</summary>
    public static Receipt? Read(ReadOnlySpan<byte> payload)
    {
        try
        {
            return JsonSerializer.Deserialize<Receipt>(payload, Json) is { Product: ProductName, Version: CurrentVersion } receipt && receipt.HasNoGaps() ? receipt : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // The serializer looks at members' types, not at what lists hold.
    private bool HasNoGaps() => !Parts.Contains(null) && !Changes.Contains(null) && !Parts.Any(part => part.Splices.Contains(null));
}

internal sealed record ReceiptInput(string Sha256, long Size, string ContentType);

/// <param name="Format"><c>clean</c>, or of a pdf <c>redline</c>: the copy of its text with the changes marked.</param>
/// <param name="Author">Who the changes in a redline are by.</param>
internal sealed record ReceiptOutput(string Sha256, long Size, string ContentType, OutputFormat Format, string? Author = null);

/// <param name="Name">In the package; empty for a file that is no package.</param>
/// <param name="Sha256Before">Of the unpacked part.</param>
/// <param name="Sha256After">Of the unpacked part, once the splices are cut in.</param>
internal sealed record ReceiptPart(string Name, string Sha256Before, string Sha256After, IReadOnlyList<ReceiptSplice> Splices)
{
    public static ReceiptPart Of(PartChange part, IReadOnlyList<Guid> changes) =>
        new(part.Part, part.Sha256Before, part.Sha256After, [.. part.Splices.Select(splice => ReceiptSplice.Of(splice, changes))]);

    public bool HasSplicesOf(ReceiptPart other) => Splices.SequenceEqual(other.Splices);
}

/// <summary>Bytes of a part that go and bytes that come in their place: as text where they are UTF-8, else in base64.</summary>
/// <param name="Changes">The accepted changes that it is done for.</param>
internal sealed record ReceiptSplice(int Start, int Length, IReadOnlyList<Guid> Changes, string? Text = null, string? Base64 = null)
{
    public static ReceiptSplice Of(ByteSplice splice, IReadOnlyList<Guid> changes)
    {
        Guid[] mine = [.. splice.Edits.Select(edit => changes[edit])];
        return System.Text.Unicode.Utf8.IsValid(splice.Bytes.Span)
            ? new(splice.Start, splice.Length, mine, Text: System.Text.Encoding.UTF8.GetString(splice.Bytes.Span))
            : new(splice.Start, splice.Length, mine, Base64: Convert.ToBase64String(splice.Bytes.Span));
    }

    public bool Equals(ReceiptSplice? other) =>
        other is not null && (Start, Length, Text, Base64) == (other.Start, other.Length, other.Text, other.Base64) && Changes.SequenceEqual(other.Changes);

    public override int GetHashCode() => HashCode.Combine(Start, Length, Text, Base64);
}

internal sealed record ReceiptChange(
    Guid Id, string BlockId, int Start, int End, string Original, string Replacement, string Category, string Provider, DateTimeOffset DecidedAt)
{
    public static ReceiptChange Of(AcceptedChange change) => new(
        change.ChangeId, change.BlockId, change.Start, change.End, change.Original, change.Replacement, change.Category, change.Provider, change.DecidedAt);

    public TextEdit ToEdit() => new(BlockId, Start, End, Original, Replacement);
}
