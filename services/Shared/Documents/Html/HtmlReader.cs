using System.Buffers;
using SwipeReview.Documents.Editing;
using SwipeReview.Documents.Text;

namespace SwipeReview.Documents.Html;

/// <summary>
/// Walks over HTML once and collects its paragraphs: white space collapsed as a browser does, tags inside a line without a
/// place in the text, so that edits go around them.
/// </summary>
internal ref struct HtmlReader
{
    static readonly SearchValues<byte> WhiteSpace = SearchValues.Create(" \t\r\n\f"u8);

    /// <summary>Lists and cells inside each other whose kind is remembered; deeper ones read as their parents.</summary>
    const int MaxKinds = 64;

    readonly ReadOnlySpan<byte> html;
    readonly TextCodec codec;
    readonly int maxBlocks;
    readonly List<SourceBlock> blocks = [];
    readonly BlockBuilder builder;
    readonly List<(string Name, BlockKind Kind)> kinds = [];
    readonly List<(int Start, int Length)> pending = [];
    readonly List<HiddenSpace> hidden = [];
    HtmlScanner scanner;
    (int Start, int Length) gap;
    string skipped = "";
    int skipDepth;
    int codeDepth;

    HtmlReader(ReadOnlySpan<byte> html, TextCodec codec, DocumentLimits limits)
    {
        this.html = html;
        this.codec = codec;
        maxBlocks = limits.Blocks;
        builder = new(limits);
        scanner = new(html, codec.MarkLength);
    }

    public static List<SourceBlock> Read(ReadOnlySpan<byte> html, TextCodec codec, DocumentLimits limits)
    {
        var reader = new HtmlReader(html, codec, limits);
        for (var token = reader.scanner.Next(); token != HtmlToken.None; token = reader.scanner.Next())
        {
            if (reader.skipDepth > 0)
                reader.PassOver(token);
            else if (token == HtmlToken.Text)
                reader.Text();
            else
                reader.Tag(reader.scanner.Name, token == HtmlToken.Start);
        }

        reader.Finish();
        return reader.blocks;
    }

    void PassOver(HtmlToken token)
    {
        if (token != HtmlToken.Text && scanner.Name == skipped)
            skipDepth += token == HtmlToken.Start ? 1 : -1;
    }

    void Tag(string name, bool isStart)
    {
        if (HtmlElements.Blocks.Contains(name))
            Boundary(name, isStart);
        else if (isStart && HtmlElements.RawText.Contains(name))
            scanner.SkipRawText(name);
        else if (isStart && HtmlElements.Skipped.Contains(name))
            (skipped, skipDepth) = (name, 1);
        else if (HtmlElements.Code.Contains(name))
            codeDepth = Math.Max(0, codeDepth + (isStart ? 1 : -1));
        else if (isStart && name == "br")
            Add("\n", isObject: false);
        else if (isStart && HtmlElements.Objects.Contains(name))
            Add("\uFFFC", isObject: true);
    }

    void Boundary(string name, bool isStart)
    {
        Finish();
        codeDepth = 0;
        var isContainer = HtmlElements.Containers.Contains(name);
        if (!isContainer && HtmlElements.KindOf(name) is null)
            return;

        // An end closes what is open inside; a start closes its equal, whose end may be left out, within the same list or table.
        var within = isContainer ? -1 : kinds.FindLastIndex(k => HtmlElements.Containers.Contains(k.Name));
        var open = kinds.FindLastIndex(k => k.Name == name);
        var closesItself = !isStart || HtmlElements.KindOf(name) is BlockKind.ListItem or BlockKind.Cell;
        if (open > within && closesItself)
            kinds.RemoveRange(open, kinds.Count - open);
        if (isStart && kinds.Count < MaxKinds)
            kinds.Add((name, HtmlElements.KindOf(name) ?? Kind));
    }

    readonly BlockKind Kind => kinds.Count > 0 ? kinds[^1].Kind : BlockKind.Paragraph;

    readonly int Owner => codeDepth > 0 ? Segment.Closed : Segment.NoOwner;

    /// <summary>A line break or a thing that stands in the line, written by the present tag.</summary>
    void Add(string character, bool isObject)
    {
        if (isObject)
            CloseGap();
        else
            HideGap();
        var before = builder.Length;
        builder.AddAtom(character, scanner.Start, scanner.End - scanner.Start, Owner);
        if (isObject || codeDepth > 0)
            builder.Protect(before);
    }

    void Text()
    {
        for (var at = scanner.Start; at < scanner.End;)
        {
            var rest = html[at..scanner.End];
            var length = rest.IndexOfAnyExcept(WhiteSpace) is >= 0 and var white ? white : rest.Length;
            if (length > 0)
            {
                // White space counts once, and only between things that are seen.
                if (builder.Length > 0 && (gap.Length > 0 || builder.EndsWith('\n')))
                    pending.Add((at, length));
                else if (builder.Length > 0)
                    gap = (at, length);
                at += length;
                continue;
            }

            length = rest.IndexOfAny(WhiteSpace) is >= 0 and var word ? word : rest.Length;
            CloseGap();
            var before = builder.Length;
            HtmlText.Read(html, at, length, codec, builder, Owner);
            if (codeDepth > 0)
                builder.Protect(before);
            at += length;
        }
    }

    /// <summary>Something seen follows: the white space before it is one space, and what follows that space is none.</summary>
    void CloseGap()
    {
        if (gap.Length == 1 && html[gap.Start] == ' ')
            codec.Read(html, gap.Start, 1, builder, Owner);
        else if (gap.Length > 0)
            builder.AddAtom(" ", gap.Start, gap.Length, Owner);
        gap = default;
        HideGap();
    }

    /// <summary>A line break follows: the white space before it isn't seen.</summary>
    void HideGap()
    {
        if (gap.Length > 0)
            hidden.Add(new(builder.Length, gap.Start, gap.Length));
        foreach (var (start, length) in pending)
            hidden.Add(new(builder.Length, start, length));
        gap = default;
        pending.Clear();
    }

    void Finish()
    {
        if (builder.Build($"p{blocks.Count + 1}", Kind) is { } block)
        {
            if (blocks.Count == maxBlocks)
                throw DocumentException.Broken($"The page has more than {maxBlocks:N0} paragraphs.");
            blocks.Add(new HtmlBlock(block, builder.Segments(), [.. hidden]));
        }

        gap = default;
        pending.Clear();
        hidden.Clear();
        builder.Clear();
    }
}
