using System.Text;
using SwipeReview.Documents.Containers;
using SwipeReview.Documents.Editing;
using SwipeReview.Documents.Formats;
using SwipeReview.Documents.Text;

namespace SwipeReview.Documents.Html;

/// <summary>HTML: the text between tags. Tags, scripts, styles, code and attributes are never touched.</summary>
internal sealed class HtmlFormat : DocumentFormat
{
    TextCodec codec = TextCodec.Utf8;
    ReadOnlyMemory<byte> html;
    bool asciiOnly;

    public override List<SourceBlock> Read(IContainer container, DocumentLimits limits)
    {
        codec = container.Sniff();
        html = container.Load(0);
        if (codec.Unit != 1)
            throw DocumentException.NotSupported("HTML in UTF-16 can't be edited here. Save it as UTF-8 and upload it again.");
        var declared = HtmlCharset.Declared(html.Span);
        if (!HtmlCharset.Agrees(declared, codec))
            throw DocumentException.NotSupported($"The page says that it is encoded as {declared}, which is not supported here. Save it as UTF-8 and upload it again.");
        asciiOnly = codec == TextCodec.Utf8 && declared is not ("utf-8" or "utf8") && (declared is not null || Ascii.IsValid(html.Span));
        return HtmlReader.Read(html.Span, codec, limits);
    }

    public override bool IsLines => codec.Unit == 1;

    public override EditRefusal? Check(SourceBlock block, IReadOnlyList<Piece> pieces)
    {
        foreach (var piece in pieces)
        {
            if (piece.Replacement.AsSpan().ContainsAnyInRange('\0', '\x08') || piece.Replacement.AsSpan().ContainsAnyInRange('\x0E', '\x1F'))
                return new(EditRefusalReason.NotWritable, "The new text holds a control character, which HTML can't hold.");
            if (piece.Start == piece.End && LinearCut.InsertionPoint(html.Span, block, piece) < 0)
                return new(EditRefusalReason.Protected, "There is no place for new text between two things that may not be changed.");
            if (MakesMarkup(block, piece))
                return new(EditRefusalReason.ChangesStructure, "The new text would be read as markup together with what stands before it.");
        }

        return null;
    }

    public override void Cut(ReadOnlySpan<byte> part, SourceBlock block, IReadOnlyList<Piece> pieces, List<Splice> splices)
    {
        var cut = new List<Splice>();
        LinearCut.Add(part, block, pieces, (text, _, _) => codec.Encode(HtmlText.Write(text, codec, asciiOnly)), cut);
        cut.AddRange(((HtmlBlock)block).HiddenAt(pieces).Select(h => new Splice(h.Space.Start, h.Space.Length, default, h.Piece.Edit)));
        splices.AddRange(cut);
        splices.AddRange(HtmlJoins.Of(part, cut));
    }

    public override bool CanShowChanges => true;

    public override void CutTracked(ReadOnlySpan<byte> part, SourceBlock block, IReadOnlyList<Piece> pieces, Revisions revisions, List<Splice> splices)
    {
        var hidden = ((HtmlBlock)block).HiddenAt(pieces).ToLookup(h => h.Piece, h => (h.Space.Start, h.Space.Start + h.Space.Length));
        LinearRedline.Add(part, block, pieces, piece => MarksOf(revisions, piece), (text, _, _) => codec.Encode(HtmlText.Write(text, codec, asciiOnly)), splices, p => hidden[p]);
    }

    RedlineMarks MarksOf(Revisions revisions, Piece piece)
    {
        var author = HtmlText.Write(revisions.AuthorOf(piece.Edit), codec, asciiOnly).Replace("\"", "&quot;", StringComparison.Ordinal);
        byte[] Open(string element) => codec.Encode($"<{element} datetime=\"{revisions.TimeOf(piece.Edit)}\" title=\"{author}\">");
        return new(Open("del"), codec.Encode("</del>"), Open("ins"), codec.Encode("</ins>"));
    }

    /// <summary>A bare &amp; or &lt; in the file means itself only because of what follows it.</summary>
    static bool MakesMarkup(SourceBlock block, Piece piece)
    {
        if (piece.Start == 0 || block.Block.Text[piece.Start - 1] is not ('&' or '<'))
            return false;
        var segment = block.Segments[block.SegmentAt(piece.Start - 1)];
        var isBare = segment.Spelling != Spelling.Atom || segment.ByteLength == 1;
        var next = piece.Replacement.Length > 0 ? piece.Replacement[0] : piece.End < block.Block.Text.Length ? block.Block.Text[piece.End] : ' ';
        return isBare && (char.IsAsciiLetterOrDigit(next) || next is '#' or '/' or '!' or '?');
    }
}
