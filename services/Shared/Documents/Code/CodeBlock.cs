using SwipeReview.Documents.Editing;

namespace SwipeReview.Documents.Code;

/// <summary>A paragraph of a comment, a string, or text between tags.</summary>
/// <param name="token">What it stands in; the first one of a run of line comments.</param>
/// <param name="whole">Bytes of the whole run, comment or string: what can be read again by itself.</param>
/// <param name="lineBreak">How a line break in it is written; null where none can be.</param>
internal sealed class CodeBlock(Block block, Segment[] segments, CodeToken token, (int Start, int End) whole, string? lineBreak)
    : SourceBlock(block, 0, segments)
{
    public (int Start, int End) Whole { get; } = whole;

    public CodeTokenKind Kind => token.Kind;

    public bool IsXml => token.Comment is { IsXml: true };

    public StringStyle? String => token.Kind == CodeTokenKind.String ? token.String : null;

    public string? LineBreak { get; } = lineBreak;

    /// <summary>
    /// What an edit must neither make nor take away by what it puts beside it: in a string every placeholder and escape, in
    /// a comment what has a backslash.
    /// </summary>
    public IEnumerable<string> Delicate => Block.Protected.Select(p => Block.Text[p.Start..p.End]).Where(t => String is not null || Kind == CodeTokenKind.ElementText || t.Contains('\\'));
}
