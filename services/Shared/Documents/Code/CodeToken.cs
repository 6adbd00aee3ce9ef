namespace SwipeReview.Documents.Code;

internal enum CodeTokenKind
{
    LineComment,
    BlockComment,

    /// <summary>A string that is a statement by itself.</summary>
    Docstring,
    String,

    /// <summary>Text between the tags of elements that stand in code.</summary>
    ElementText,
}

/// <summary>Something in a source file that is no code: [Start, End) in characters, its content [BodyStart, BodyEnd).</summary>
/// <param name="Comment">How it is written when it is a comment.</param>
/// <param name="String">How it is written when it is a string.</param>
internal readonly record struct CodeToken(
    CodeTokenKind Kind, int Start, int End, int BodyStart, int BodyEnd, CommentStyle? Comment = null, StringStyle? String = null);
