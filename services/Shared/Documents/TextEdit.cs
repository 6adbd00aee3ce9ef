namespace SwipeReview.Documents;

/// <summary>Replace a span of a block by another text.</summary>
/// <param name="BlockId">The block that holds the whole span.</param>
/// <param name="Start">First UTF-16 code unit of the span in the block's text.</param>
/// <param name="End">One past the last; equal to <paramref name="Start"/> for an insertion.</param>
/// <param name="Original">The text of the span as it was when the edit was proposed; guards against edits of another version.</param>
/// <param name="Replacement">What is to stand there; empty to delete. <c>\n</c> (or <c>\r\n</c>) is written as the file writes line breaks.</param>
public sealed record TextEdit(string BlockId, int Start, int End, string Original, string Replacement)
{
    public TextRange Span => new(Start, End);
}

/// <summary>An edit, and who decided on it when, to be shown as a tracked change.</summary>
/// <param name="At">Written as UTC, to the second.</param>
public sealed record TrackedEdit(TextEdit Edit, string Author, DateTimeOffset At);

/// <summary>Why an edit can't be applied.</summary>
public enum EditRefusalReason
{
    /// <summary>The document has no block of that id.</summary>
    UnknownBlock,

    /// <summary>The span reaches outside the block's text.</summary>
    OutOfRange,

    /// <summary>The block's text at the span is not the edit's original.</summary>
    OriginalDiffers,

    /// <summary>The span begins or ends inside a surrogate pair.</summary>
    CutsCharacter,

    /// <summary>The edit would change something that is no prose: markup, code, an address, a field, an object.</summary>
    Protected,

    /// <summary>The replacement holds something that this file's format or encoding can't hold.</summary>
    NotWritable,

    /// <summary>The replacement would turn the text around it into markup or take markup apart.</summary>
    ChangesStructure,
}

/// <summary>A reason for the program and a sentence for a person.</summary>
public sealed record EditRefusal(EditRefusalReason Reason, string Message);
