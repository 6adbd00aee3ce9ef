using SwipeReview.Documents.Containers;
using SwipeReview.Documents.Editing;
using SwipeReview.Documents.Formats;

namespace SwipeReview.Documents.Word;

/// <summary>
/// docx: paragraphs of the body, text boxes, notes, headers and footers, edited inside their runs. Comments are other people's
/// words about the text: they are neither offered nor sent to a model, and stay byte for byte.
/// </summary>
internal sealed class WordFormat : DocumentFormat
{
    /// <summary>Bytes that all parts with text may unpack to together, as a multiple of the limit for one.</summary>
    const int PartsTogether = 2;

    readonly List<int> annotated = [];

    public override List<SourceBlock> Read(IContainer container, DocumentLimits limits)
    {
        var types = PartTypes.Read(container, limits) ?? throw DocumentException.NotSupported("The file is a zip archive, not a Word document.");
        WordKind.RefuseOthers(container, types);
        var main = PartRelations.Of("", container, limits).Find(r => r.Type == "officeDocument").Target;
        if (main is null || container.Find(main) < 0)
            throw DocumentException.Broken("The document is damaged: it has no main part.");
        var relations = PartRelations.Of(main, container, limits).Where(r => container.Find(r.Target) >= 0).DistinctBy(r => container.Find(r.Target)).ToList();

        var styles = relations.Find(r => r.Type == "styles").Target is { } stylesPart
            ? WordStyles.Read(container.Load(container.Find(stylesPart)).Span, stylesPart, limits)
            : new WordStyles();
        annotated.AddRange(relations.Where(r => r.Type is "header" or "footer" or "footnotes" or "endnotes" or "comments" or "glossaryDocument")
            .Select(r => container.Find(r.Target)).Prepend(container.Find(main)));

        // Comments are read for their ids only when a redline is written: a damaged one is better refused now.
        foreach (var comments in relations.Where(r => r.Type == "comments"))
            container.Load(container.Find(comments.Target));
        long unpacked = 0;
        var budget = new PieceBudget(limits.Pieces);
        var body = ReadStory(main, BlockKind.Paragraph, "");
        var footnotes = ReadAll("footnotes", BlockKind.Footnote);
        var endnotes = ReadAll("endnotes", BlockKind.Endnote);
        var headers = ReadAll("header", BlockKind.Header);
        var footers = ReadAll("footer", BlockKind.Footer);
        return [.. ReadingOrder.Of(body, footnotes, endnotes, [.. headers, .. footers])];

        List<Story> ReadAll(string type, BlockKind kind) => [.. relations
            .Where(r => r.Type == type && container.Find(r.Target) != container.Find(main))
            .Select(r => ReadStory(r.Target, kind, Path.GetFileNameWithoutExtension(r.Target) + "-"))];

        Story ReadStory(string name, BlockKind kind, string prefix)
        {
            var part = container.Find(name);
            var bytes = container.Load(part);
            unpacked += bytes.Length;
            if (unpacked > (long)limits.PartBytes * PartsTogether)
                throw DocumentException.Broken("The document's texts unpack to too much.");
            return StoryReader.Read(bytes.Span, new(part, name, prefix, kind, styles, limits, budget));
        }
    }

    public override EditRefusal? Check(SourceBlock block, IReadOnlyList<Piece> pieces)
    {
        var word = (WordBlock)block;
        foreach (var piece in pieces)
        {
            if (WordText.WhyNotWritable(piece.Replacement) is { } why)
                return new(EditRefusalReason.NotWritable, why);
            if (piece.Start == piece.End && Anchor.For(word, piece) is null)
                return new(EditRefusalReason.Protected, "There is no place for new text between two things that may not be changed.");
        }

        return null;
    }

    public override void Cut(ReadOnlySpan<byte> part, SourceBlock block, IReadOnlyList<Piece> pieces, List<Splice> splices)
    {
        var word = (WordBlock)block;
        new WordCut(part, word, splices).Apply(pieces);
        foreach (var twin in word.Twins)
            new WordCut(part, twin, splices).Apply(pieces);
    }

    public override bool CanShowChanges => true;

    public override void CutTracked(ReadOnlySpan<byte> part, SourceBlock block, IReadOnlyList<Piece> pieces, Revisions revisions, List<Splice> splices)
    {
        var word = (WordBlock)block;
        new WordRedline(part, word, revisions, splices).Apply(pieces);
        foreach (var twin in word.Twins)
            new WordRedline(part, twin, revisions, splices).Apply(pieces);
    }

    public override IReadOnlySet<int> AnnotationIds(IContainer container) => Annotations.Ids(annotated.Select(part => container.Load(part)));
}
