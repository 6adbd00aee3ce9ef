using SwipeReview.Documents.Editing;

namespace SwipeReview.Documents.Html;

/// <summary>White space that isn't seen only because of what is beside it. It lies before the text's <paramref name="Offset"/>.</summary>
internal readonly record struct HiddenSpace(int Offset, int Start, int Length);

internal sealed class HtmlBlock(Block block, Segment[] segments, HiddenSpace[] hidden) : SourceBlock(block, 0, segments)
{
    /// <summary>The hidden white space that each piece touches: it would be seen once its neighbour has changed.</summary>
    public IEnumerable<(HiddenSpace Space, Piece Piece)> HiddenAt(IReadOnlyList<Piece> pieces)
    {
        var at = 0;
        foreach (var space in hidden)
        {
            while (at < pieces.Count && pieces[at].End < space.Offset)
                at++;
            if (at < pieces.Count && pieces[at].Start <= space.Offset)
                yield return (space, pieces[at]);
        }
    }
}
