using Markdig;
using Markdig.Extensions.EmphasisExtras;
using Markdig.Extensions.Footnotes;
using Markdig.Extensions.Tables;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace SwipeReview.Documents.Markdown;

internal enum ProseKind
{
    /// <summary>Characters that mean themselves, each written as itself.</summary>
    Plain,

    /// <summary>Characters written as an entity or with a backslash.</summary>
    Escaped,

    /// <summary>A line break that reads as a space; what stands before the next line's text belongs to it.</summary>
    SoftBreak,

    /// <summary>A line break that its author asked for.</summary>
    HardBreak,

    /// <summary>Everything else.</summary>
    Markup,
}

/// <summary>A stretch of the source: [Start, End) in characters; <paramref name="Text"/> is what an escaped one means.</summary>
internal readonly record struct Prose(ProseKind Kind, int Start, int End, string Text = "");

/// <summary>A paragraph, heading or cell: its stretches without a gap, in source order.</summary>
/// <param name="Whole">The source of a block around it that can be parsed by itself.</param>
internal sealed record ProseBlock(BlockKind Kind, List<Prose> Prose, (int Start, int End) Whole);

/// <summary>Finds the prose in Markdown by the positions that a CommonMark parser gives.</summary>
internal static class MarkdownProse
{
    const int MaxWhole = 32 * 1024;

    static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder()
        .UsePreciseSourceLocation().UseYamlFrontMatter().UsePipeTables().UseFootnotes().UseTaskLists().UseAutoLinks().UseMathematics()
        .UseEmphasisExtras(EmphasisExtraOptions.Strikethrough).Build();

    public static List<ProseBlock> Find(string source)
    {
        MarkdownFence.Check(source);
        MarkdownDocument document;
        try
        {
            document = Markdig.Markdown.Parse(source, Pipeline);
        }
        catch (ArgumentException error)
        {
            // What the parser throws when it meets its own limit of nesting.
            throw DocumentException.Broken("The Markdown is nested too deep.", error);
        }

        return [.. document.Descendants<LeafBlock>()
            .Where(b => b is ParagraphBlock or HeadingBlock && b.Inline?.FirstChild is not null)
            .OrderBy(b => b.Span.Start)
            .Select(b => new ProseBlock(KindOf(b), Read(source, b.Inline!), WholeOf(b)))
            .Where(b => b.Prose.Count > 0)];
    }

    static BlockKind KindOf(LeafBlock block)
    {
        if (block is HeadingBlock)
            return BlockKind.Heading;
        for (var parent = block.Parent; parent is not null; parent = parent.Parent)
        {
            switch (parent)
            {
                case TableCell: return BlockKind.Cell;
                case ListItemBlock: return BlockKind.ListItem;
                case Footnote: return BlockKind.Footnote;
                case QuoteBlock: return BlockKind.Quote;
            }
        }

        return BlockKind.Paragraph;
    }

    /// <summary>The outermost block around it that is short enough to be read again for each edit.</summary>
    static (int Start, int End) WholeOf(Markdig.Syntax.Block block)
    {
        while (block.Parent is { } parent and not MarkdownDocument and not FootnoteGroup && parent.Span.Length <= MaxWhole)
            block = parent;
        return (block.Span.Start, block.Span.End + 1);
    }

    static List<Prose> Read(string source, ContainerInline inlines)
    {
        var prose = new List<Prose>();
        var at = inlines.FirstChild!.Span.Start;
        var end = at;
        foreach (var inline in inlines.Descendants())
        {
            end = Math.Max(end, inline.Span.End + 1);
            if (inline is not LeafInline leaf || inline.Span.Start < at || inline.Span.End >= source.Length || !IsProse(source, leaf))
                continue;
            var start = leaf is LiteralInline literal ? PlaceOf(source, literal) : inline.Span.Start;
            if (start > at)
                prose.Add(new(ProseKind.Markup, at, start));
            Add(source, leaf, prose);
            at = prose[^1].End;
        }

        if (end > at && end <= source.Length)
            prose.Add(new(ProseKind.Markup, at, end));
        if (prose.Count > 0 && IsBlank(source, prose[^1]))
            prose.RemoveAt(prose.Count - 1);
        if (prose.Count > 0 && IsBlank(source, prose[0]))
            prose.RemoveAt(0);
        return prose;
    }

    /// <summary>White space at the ends of a cell is layout.</summary>
    static bool IsBlank(string source, Prose prose) =>
        prose.Kind == ProseKind.Markup && source.AsSpan(prose.Start, prose.End - prose.Start).IsWhiteSpace();

    static bool IsProse(string source, LeafInline inline) => inline switch
    {
        LiteralInline { Parent: LinkInline { IsAutoLink: true } } => false,
        LiteralInline literal => PlaceOf(source, literal) >= 0,
        _ => inline is HtmlEntityInline or LineBreakInline,
    };

    /// <summary>Where a literal's content begins: its position may include white space that its content doesn't.</summary>
    static int PlaceOf(string source, LiteralInline literal)
    {
        var written = source.AsSpan(literal.Span.Start, literal.Span.Length);
        var offset = written.IndexOf(literal.Content.AsSpan(), StringComparison.Ordinal) - (literal.IsFirstCharacterEscaped ? 1 : 0);
        return offset < 0 || literal.Content.Length == 0 ? -1 : literal.Span.Start + offset;
    }

    static void Add(string source, LeafInline inline, List<Prose> prose)
    {
        int start = inline.Span.Start, end = inline.Span.End + 1;
        switch (inline)
        {
            case HtmlEntityInline entity:
                prose.Add(new(ProseKind.Escaped, start, end, entity.Transcoded.ToString()));
                break;
            case LineBreakInline lineBreak:
                AddBreak(source, lineBreak, prose);
                break;
            case LiteralInline { IsFirstCharacterEscaped: true } literal:
                start = PlaceOf(source, literal);
                prose.Add(new(ProseKind.Escaped, start, start + 2, source[(start + 1)..(start + 2)]));
                prose.Add(new(ProseKind.Plain, start + 2, start + 1 + literal.Content.Length));
                break;
            case LiteralInline literal:
                start = PlaceOf(source, literal);
                prose.Add(new(ProseKind.Plain, start, start + literal.Content.Length));
                break;
        }
    }

    static void AddBreak(string source, LineBreakInline lineBreak, List<Prose> prose)
    {
        // Its position is that of the line feed; spaces or a backslash before it, and the next line's quote marks and
        // indentation after it, are part of how this break is written.
        var end = lineBreak.NextSibling?.Span.Start ?? lineBreak.Span.End + 1;
        if (end < source.Length && source[end - 1] == '\r' && source[end] == '\n')
            end++;
        var start = lineBreak.Span.Start;
        if (prose.Count > 0 && prose[^1] is { Kind: ProseKind.Markup } gap && source.AsSpan(gap.Start, gap.End - gap.Start).IndexOfAnyExcept(" \t\\\r") < 0)
        {
            start = gap.Start;
            prose.RemoveAt(prose.Count - 1);
        }

        prose.Add(new(lineBreak.IsHard ? ProseKind.HardBreak : ProseKind.SoftBreak, start, end));
    }
}
