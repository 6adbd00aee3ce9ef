using System.Globalization;
using System.Text;
using SwipeReview.Documents.Containers;
using SwipeReview.Documents.Editing;
using SwipeReview.Documents.Formats;
using SwipeReview.Documents.Markdown;
using SwipeReview.Documents.Text;

namespace SwipeReview.Documents.Pdf;

/// <summary>The copy of a pdf's text (<see cref="PdfCopy"/>): each line under a page's heading is a block.</summary>
internal sealed class PdfFormat : DocumentFormat
{
    static readonly byte[] PageHeading = Encoding.UTF8.GetBytes(PdfCopy.PageHeading);

    public override List<SourceBlock> Read(IContainer container, DocumentLimits limits)
    {
        var copy = container.Load(0).Span;
        var blocks = new List<SourceBlock>();
        var builder = new BlockBuilder(limits);
        int page = 0, paragraph = 0;
        foreach (var line in new LineReader(copy, TextCodec.Utf8))
        {
            if (copy[line.Start..line.End].StartsWith(PageHeading))
            {
                page++;
                paragraph = 0;
                continue;
            }

            ReadLine(copy, line, builder);
            if (builder.Build(string.Create(CultureInfo.InvariantCulture, $"page{page}-p{paragraph + 1}"), BlockKind.Paragraph) is { } block)
            {
                blocks.Add(new(block, 0, builder.Segments()));
                paragraph++;
            }

            builder.Clear();
        }

        return blocks;
    }

    public override string WhyNotClean => "A PDF can't be changed itself. Take the copy of its text with the changes marked.";

    public override bool CanShowChanges => true;

    public override EditRefusal? Check(SourceBlock block, IReadOnlyList<Piece> pieces) =>
        pieces.Any(p => p.Replacement.Any(c => char.IsControl(c) || c is '\u2028' or '\u2029'))
            ? new(EditRefusalReason.NotWritable, "A paragraph of a PDF's text is one line: it can't hold line breaks, tabs or control characters.")
            : null;

    public override void Cut(ReadOnlySpan<byte> part, SourceBlock block, IReadOnlyList<Piece> pieces, List<Splice> splices) =>
        LinearCut.Add(part, block, pieces, Write, splices);

    public override void CutTracked(ReadOnlySpan<byte> part, SourceBlock block, IReadOnlyList<Piece> pieces, Revisions revisions, List<Splice> splices)
    {
        var marks = CriticMarkup.Marks(TextCodec.Utf8);
        LinearRedline.Add(part, block, pieces, _ => marks, Write, splices);
    }

    static void ReadLine(ReadOnlySpan<byte> copy, Line line, BlockBuilder builder)
    {
        for (var at = line.Start; at < line.End;)
        {
            var escape = copy[at..line.End].IndexOf((byte)'\\');
            var plain = escape < 0 ? line.End - at : escape;
            builder.AddUtf8(copy, at, plain);
            at += plain;
            if (at == line.End)
                return;
            builder.AddAtom([(char)copy[at + 1]], at, 2);
            at += 2;
        }
    }

    static byte[] Write(string replacement, SourceBlock block, Piece piece) => TextCodec.Utf8.Encode(PdfCopy.Spell(replacement));
}
