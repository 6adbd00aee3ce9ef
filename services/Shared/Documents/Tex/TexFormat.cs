using SwipeReview.Documents.Containers;
using SwipeReview.Documents.Editing;
using SwipeReview.Documents.Formats;
using SwipeReview.Documents.Text;

namespace SwipeReview.Documents.Tex;

/// <summary>LaTeX: paragraphs, headings, captions, notes, cells. Commands, formulas, code, references and comments are never touched.</summary>
internal sealed class TexFormat : DocumentFormat
{
    TextCodec codec = TextCodec.Utf8;
    ReadOnlyMemory<byte> bytes;
    (int Start, List<TexBlock> Blocks) lastWhole = (-1, []);

    public override List<SourceBlock> Read(IContainer container, DocumentLimits limits)
    {
        codec = container.Sniff();
        bytes = container.Load(0);
        if (bytes.Length > limits.SourceBytes)
            throw DocumentException.Broken($"The TeX file is larger than {limits.SourceBytes / (1024 * 1024)} MB.");
        return [.. TexReader.Read(bytes, codec, limits.Blocks)];
    }

    public override bool IsLines => codec.Unit == 1;

    public override EditRefusal? Check(SourceBlock block, IReadOnlyList<Piece> pieces)
    {
        foreach (var piece in pieces)
        {
            if (codec.WhyNotWritable(piece.Replacement) is { } why)
                return new(EditRefusalReason.NotWritable, why);
            if (piece.Replacement.Any(c => char.IsControl(c) && c != '\t'))
                return new(EditRefusalReason.NotWritable, "A paragraph of TeX can't hold line breaks or control characters.");
        }

        return WhyNotRead((TexBlock)block, pieces, Reading.Exact);
    }

    public override EditRefusal? CheckTogether(SourceBlock block, IReadOnlyList<Piece> pieces) => WhyNotRead((TexBlock)block, pieces, Reading.Words);

    public override void Cut(ReadOnlySpan<byte> part, SourceBlock block, IReadOnlyList<Piece> pieces, List<Splice> splices) =>
        LinearCut.Add(part, block, pieces, (text, _, _) => codec.Encode(TexSpelling.Write(text)), splices);

    EditRefusal? WhyNotRead(TexBlock block, IReadOnlyList<Piece> pieces, Reading reading) => ChangesStructure(block, pieces, reading)
        ? new(EditRefusalReason.ChangesStructure, "The new text would be printed otherwise: as a command, or with spaces that TeX doesn't print.")
        : null;

    /// <summary>Reads the paragraph again with the edit in it: everything but the edited text has to be as it was.</summary>
    bool ChangesStructure(TexBlock block, IReadOnlyList<Piece> pieces, Reading reading)
    {
        var (start, end) = block.Whole;
        var whole = bytes[start..end];
        if (lastWhole.Start != start)
            lastWhole = (start, TexReader.ReadPart(whole, codec, block.Block.Kind));
        var before = lastWhole.Blocks;
        var place = before.FindIndex(b => b.Segments[0].ByteStart == block.Segments[0].ByteStart - start && b.Block.Text == block.Block.Text);
        if (place < 0)
            return true;

        var splices = new List<Splice>();
        Cut(bytes.Span, block, pieces, splices);
        using var edited = new MemoryStream();
        Splices.Write(whole.Span, Splices.InOrder(splices.Select(s => s with { Start = s.Start - start })), edited);
        var after = TexReader.ReadPart(edited.ToArray(), codec, block.Block.Kind);
        var expected = Piece.Apply(block.Block.Text, pieces);
        if (after.Count == before.Count - 1 && string.IsNullOrWhiteSpace(expected))
            after.Insert(place, before[place]);
        else if (after.Count != before.Count || !reading.IsSame(after[place].Block.Text, expected) || !after[place].Protected.SequenceEqual(before[place].Protected))
            return true;
        return before.Zip(after).Where((pair, i) => i != place && pair.First.Block.Text != pair.Second.Block.Text || pair.First.Block.Kind != pair.Second.Block.Kind).Any();
    }
}
