using SwipeReview.Documents.Containers;
using SwipeReview.Documents.Editing;

namespace SwipeReview.Documents.Formats;

/// <summary>
/// A format: how bytes become blocks with a source map, and how a change of a block's text becomes splices.
/// One instance serves one document, so it may remember what it learned while reading.
/// </summary>
internal abstract class DocumentFormat
{
    /// <summary>The blocks in reading order. Throws <see cref="DocumentException"/> for anything that isn't a sound file of this format.</summary>
    public abstract List<SourceBlock> Read(IContainer container, DocumentLimits limits);

    /// <summary>Why the pieces of one edit can't be written into this block; null when they can.</summary>
    public abstract EditRefusal? Check(SourceBlock block, IReadOnlyList<Piece> pieces);

    /// <summary>
    /// Why the pieces of several edits, each of which passes <see cref="Check"/>, can't be written into this block together; null when they can.
    /// White space, which formats with markup don't show as it is written, is no reason.
    /// </summary>
    public virtual EditRefusal? CheckTogether(SourceBlock block, IReadOnlyList<Piece> pieces) => null;

    /// <summary>Adds the splices of one block's pieces, which come in document order and don't overlap.</summary>
    public abstract void Cut(ReadOnlySpan<byte> part, SourceBlock block, IReadOnlyList<Piece> pieces, List<Splice> splices);

    /// <summary>Why a file of this format can't be written with changes in it; null when it can.</summary>
    public virtual string? WhyNotClean => null;

    /// <summary>Whether the file is text whose lines other programs see too.</summary>
    public virtual bool IsLines => false;

    /// <summary>Whether the format has a way to show changes as changes.</summary>
    public virtual bool CanShowChanges => false;

    /// <summary>As <see cref="Cut"/>, but old and new text both stay, marked as deleted and inserted.</summary>
    public virtual void CutTracked(ReadOnlySpan<byte> part, SourceBlock block, IReadOnlyList<Piece> pieces, Revisions revisions, List<Splice> splices) =>
        throw DocumentException.NotSupported("This kind of file has no way to show changes. Take the patch instead.");

    /// <summary>Ids of annotations that the document uses already: new ones have to differ.</summary>
    public virtual IReadOnlySet<int> AnnotationIds(IContainer container) => new HashSet<int>();
}
