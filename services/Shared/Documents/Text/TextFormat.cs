using SwipeReview.Documents.Containers;
using SwipeReview.Documents.Editing;
using SwipeReview.Documents.Formats;

namespace SwipeReview.Documents.Text;

/// <summary>Plain text: a block is a run of lines between blank ones; a line break is a character of it like any other.</summary>
internal sealed class TextFormat : DocumentFormat
{
    TextCodec codec = TextCodec.Utf8;
    string lineBreak = "\n";

    public override List<SourceBlock> Read(IContainer container, DocumentLimits limits)
    {
        var bytes = container.Load(0).Span;
        codec = container.Sniff();
        var blocks = new List<SourceBlock>();
        var builder = new BlockBuilder(limits);
        var breaks = new LineBreakCount();
        (int Start, int End) lastBreak = default;
        foreach (var line in new LineReader(bytes, codec))
        {
            breaks.Add(bytes[line.End..line.Next], codec);
            if (IsBlank(bytes[line.Start..line.End]))
            {
                Finish();
                continue;
            }

            if (builder.Length > 0)
                AddBreak(bytes, builder, lastBreak);
            codec.Read(bytes, line.Start, line.End - line.Start, builder);
            lastBreak = (line.End, line.Next);
        }

        Finish();
        lineBreak = breaks.MostCommon();
        return blocks;

        void Finish()
        {
            if (builder.Length == 0)
                return;
            if (blocks.Count == limits.Blocks)
                throw DocumentException.Broken($"The text has more than {limits.Blocks:N0} paragraphs.");
            blocks.Add(new(new Block($"p{blocks.Count + 1}", BlockKind.Paragraph, builder.Text(), []), 0, builder.Segments()));
            builder.Clear();
        }
    }

    public override bool IsLines => codec.Unit == 1;

    public override EditRefusal? Check(SourceBlock block, IReadOnlyList<Piece> pieces) =>
        pieces.Select(p => codec.WhyNotWritable(p.Replacement)).FirstOrDefault(why => why is not null) is { } why
            ? new(EditRefusalReason.NotWritable, why)
            : null;

    public override void Cut(ReadOnlySpan<byte> part, SourceBlock block, IReadOnlyList<Piece> pieces, List<Splice> splices) =>
        LinearCut.Add(part, block, pieces, Write, splices);

    byte[] Write(string replacement, SourceBlock block, Piece piece) =>
        codec.Encode(replacement.Replace("\n", lineBreak, StringComparison.Ordinal));

    void AddBreak(ReadOnlySpan<byte> bytes, BlockBuilder builder, (int Start, int End) at)
    {
        if (at.End - at.Start == codec.Unit)
            builder.AddFixed("\n", at.Start, codec.Unit);
        else
            builder.AddAtom("\n", at.Start, at.End - at.Start);
    }

    /// <summary>Spaces and tabs only, in any of the encodings.</summary>
    static bool IsBlank(ReadOnlySpan<byte> line) => line.IndexOfAnyExcept((byte)' ', (byte)'\t', (byte)0) < 0;
}
