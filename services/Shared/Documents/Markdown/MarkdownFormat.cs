using SwipeReview.Documents.Containers;
using SwipeReview.Documents.Editing;
using SwipeReview.Documents.Formats;
using SwipeReview.Documents.Text;

namespace SwipeReview.Documents.Markdown;

/// <summary>
/// Markdown: the prose of paragraphs, headings, cells and notes. Markup inside a paragraph is seen and protected; code,
/// addresses, HTML and front matter are not offered.
/// </summary>
internal sealed class MarkdownFormat : DocumentFormat
{
    TextCodec codec = TextCodec.Utf8;
    ReadOnlyMemory<byte> bytes;
    string lineBreak = "\n";
    DocumentLimits limits = DocumentLimits.Default;
    (int Start, List<MarkdownBlock> Blocks) lastWhole = (-1, []);

    public override List<SourceBlock> Read(IContainer container, DocumentLimits limits)
    {
        this.limits = limits;
        codec = container.Sniff();
        bytes = container.Load(0);
        if (bytes.Length > limits.MarkdownBytes)
            throw DocumentException.Broken($"The Markdown is larger than {limits.MarkdownBytes / (1024 * 1024)} MB.");
        lineBreak = LineBreakCount.In(bytes.Span, codec);
        return [.. MarkdownBlock.Read(bytes.Span, codec.MarkLength, codec, limits)];
    }

    public override bool IsLines => codec.Unit == 1;

    public override EditRefusal? Check(SourceBlock block, IReadOnlyList<Piece> pieces)
    {
        foreach (var piece in pieces)
        {
            if (codec.WhyNotWritable(piece.Replacement) is { } why)
                return new(EditRefusalReason.NotWritable, why);
            if (piece.Replacement.Contains('\n') && BreakFor((MarkdownBlock)block) is null)
                return new(EditRefusalReason.NotWritable, "A line break can't be written here.");
        }

        return WhyNotRead((MarkdownBlock)block, pieces, Reading.Exact);
    }

    public override EditRefusal? CheckTogether(SourceBlock block, IReadOnlyList<Piece> pieces) => WhyNotRead((MarkdownBlock)block, pieces, Reading.Words);

    public override void Cut(ReadOnlySpan<byte> part, SourceBlock block, IReadOnlyList<Piece> pieces, List<Splice> splices) =>
        LinearCut.Add(part, block, pieces, Write, splices);

    public override bool CanShowChanges => true;

    public override void CutTracked(ReadOnlySpan<byte> part, SourceBlock block, IReadOnlyList<Piece> pieces, Revisions revisions, List<Splice> splices)
    {
        var marks = CriticMarkup.Marks(codec);
        LinearRedline.Add(part, block, pieces, _ => marks, Write, splices);
    }

    byte[] Write(string replacement, SourceBlock block, Piece piece)
    {
        var atLineStart = piece.Start == 0 || block.Block.Text[piece.Start - 1] == '\n';
        var text = MarkdownSpelling.Write(replacement, atLineStart, block.Block.Kind == BlockKind.Cell);
        if (!text.Contains('\n'))
            return codec.Encode(text);
        var lines = text.Split('\n').Select(codec.Encode).ToList();
        return [.. lines.Skip(1).Aggregate(lines[0], (all, line) => [.. all, .. BreakFor((MarkdownBlock)block)!, .. line])];
    }

    /// <summary>How a line break inside this block is written: as another of the block's own is, with what begins its lines.</summary>
    byte[]? BreakFor(MarkdownBlock block)
    {
        var at = block.Block.Kind is BlockKind.Heading or BlockKind.Cell ? -1
            : Array.FindIndex(block.Segments, s => s.Spelling == Spelling.Atom && s.TextLength == 1 && block.Block.Text[s.TextStart] == '\n');
        return at >= 0 ? bytes.Slice(block.Segments[at].ByteStart, block.Segments[at].ByteLength).ToArray()
            : block.Block.Kind == BlockKind.Paragraph ? codec.Encode(lineBreak)
            : null;
    }

    EditRefusal? WhyNotRead(MarkdownBlock block, IReadOnlyList<Piece> pieces, Reading reading) => ChangesStructure(block, pieces, reading)
        ? new(EditRefusalReason.ChangesStructure, "The new text would be read as markup here, or take markup apart.")
        : null;

    /// <summary>Reads the block around it again with the edit in it: everything but the edited text has to be as it was.</summary>
    bool ChangesStructure(MarkdownBlock block, IReadOnlyList<Piece> pieces, Reading reading)
    {
        var (start, end) = block.Whole;
        var whole = bytes.Span[start..end];
        if (lastWhole.Start != start)
            lastWhole = (start, MarkdownBlock.Read(whole, 0, codec, limits));
        var before = lastWhole.Blocks;
        if (block.Place >= before.Count || before[block.Place].Block.Text != block.Block.Text)
            return false; // it needs its surroundings to be understood: a note without its mark

        var splices = new List<Splice>();
        Cut(bytes.Span, block, pieces, splices);
        using var edited = new MemoryStream();
        Splices.Write(whole, Splices.InOrder(splices.Select(s => s with { Start = s.Start - start })), edited);
        var after = MarkdownBlock.Read(edited.ToArray(), 0, codec, limits);
        var expected = Piece.Apply(block.Block.Text, pieces);
        if (after.Count == before.Count - 1 && string.IsNullOrWhiteSpace(expected))
            after.Insert(block.Place, before[block.Place]);
        else if (after.Count != before.Count || !reading.IsSame(after[block.Place].Block.Text, expected) || !after[block.Place].Markup.SequenceEqual(before[block.Place].Markup))
            return true;
        return before.Zip(after).Where((pair, i) => i != block.Place && pair.First.Block.Text != pair.Second.Block.Text || pair.First.Block.Kind != pair.Second.Block.Kind).Any();
    }
}
