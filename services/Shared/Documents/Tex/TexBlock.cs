using SwipeReview.Documents.Editing;

namespace SwipeReview.Documents.Tex;

/// <summary>A paragraph, and what can be read again by itself to see what an edit does.</summary>
/// <param name="whole">Bytes from where the paragraph could begin to where it ended.</param>
internal sealed class TexBlock(Block block, Segment[] segments, (int Start, int End) whole) : SourceBlock(block, 0, segments)
{
    public (int Start, int End) Whole { get; } = whole;

    public TexBlock WithId(string id) => new(Block with { Id = id }, Segments, Whole);

    public IEnumerable<string> Protected => Block.Protected.Select(p => Block.Text[p.Start..p.End]);
}
