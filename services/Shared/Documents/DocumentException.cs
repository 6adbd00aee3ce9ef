namespace SwipeReview.Documents;

/// <summary>
/// A file that can't be worked on. <see cref="Code"/> is one of the public API's error codes,
/// the message is a sentence for the person who uploaded the file.
/// </summary>
public sealed class DocumentException(string code, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>The file is of a supported kind, but broken, hostile, locked or over a limit; or an edit doesn't fit it.</summary>
    public const string Invalid = "VALIDATION_ERROR";

    /// <summary>The file is of a kind that can't be edited here.</summary>
    public const string Unsupported = "UNSUPPORTED_MEDIA_TYPE";

    public string Code { get; } = code;

    internal static DocumentException Broken(string message, Exception? inner = null) => new(Invalid, message, inner);

    internal static DocumentException NotSupported(string message) => new(Unsupported, message);
}
