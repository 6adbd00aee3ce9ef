namespace SwipeReview.Documents;

/// <summary>What a block is to its reader.</summary>
public enum BlockKind
{
    Paragraph,
    Heading,
    ListItem,
    Cell,
    Quote,
    TextBox,
    Footnote,
    Endnote,
    Header,
    Footer,
}

/// <summary>A half-open range of UTF-16 code units in a block's text: <paramref name="Start"/> is in it, <paramref name="End"/> is not.</summary>
public readonly record struct TextRange(int Start, int End)
{
    public int Length => End - Start;

    /// <summary>Whether the two share at least one code unit.</summary>
    public bool Overlaps(TextRange other) => Start < other.End && other.Start < End;
}

/// <summary>
/// A piece of a document as its reader sees it. Line breaks are <c>\n</c> whatever the file writes, tabs are <c>\t</c>,
/// a thing that is not text (picture, note mark) is U+FFFC.
/// </summary>
/// <param name="Id">Stable for the same bytes, unique in the document.</param>
/// <param name="Kind">What the block is to its reader.</param>
/// <param name="Text">Plain text; offsets everywhere are UTF-16 code units of it.</param>
/// <param name="Protected">Ranges that no edit may change, ascending, never touching each other: markup, code, links' addresses, computed fields, objects.</param>
public sealed record Block(string Id, BlockKind Kind, string Text, IReadOnlyList<TextRange> Protected);
