using SwipeReview.Documents.Editing;

namespace SwipeReview.Documents.Word;

/// <summary>One change of an element's characters: a range of the block's text, its bytes, what comes instead, for which edit.</summary>
internal readonly record struct ElementChange(int Start, int End, int ByteStart, int ByteEnd, string Text, int Edit);

/// <summary>All changes of one element, from left to right.</summary>
/// <param name="index">Its place among the paragraph's elements.</param>
internal sealed class ElementEdit(int index, WordElement element)
{
    public int Index { get; } = index;

    public WordElement Element { get; } = element;

    public List<ElementChange> Changes { get; } = [];

    public int[] Edits => [.. Changes.Select(c => c.Edit).Distinct()];

    /// <summary>Spreads pieces over the elements that they touch: new text goes to the first, the others only lose theirs.</summary>
    public static SortedDictionary<int, ElementEdit> Spread(ReadOnlySpan<byte> part, WordBlock block, IReadOnlyList<Piece> pieces)
    {
        var edits = new SortedDictionary<int, ElementEdit>();
        foreach (var piece in pieces)
        {
            if (piece.Start == piece.End)
                Insert(part, block, piece, edits);
            else
                Replace(part, block, piece, edits);
        }

        return edits;
    }

    static void Insert(ReadOnlySpan<byte> part, WordBlock block, Piece piece, SortedDictionary<int, ElementEdit> edits)
    {
        if (Anchor.For(block, piece) is not { } anchor)
            return;
        var at = block.SegmentAt(piece.Start);
        var segment = anchor.After && (at == block.Segments.Length || block.Segments[at].TextStart == piece.Start) ? at - 1 : at;
        var position = block.Segments[segment].ByteAt(piece.Start, part);
        Of(block, anchor.Element, edits).Changes.Add(new(piece.Start, piece.Start, position, position, piece.Replacement, piece.Edit));
    }

    static void Replace(ReadOnlySpan<byte> part, WordBlock block, Piece piece, SortedDictionary<int, ElementEdit> edits)
    {
        var text = piece.Replacement;
        for (var i = block.SegmentAt(piece.Start); i < block.Segments.Length && block.Segments[i].TextStart < piece.End;)
        {
            var first = block.Segments[i];
            var last = first;
            while (++i < block.Segments.Length && block.Segments[i] is var next && next.Owner == first.Owner && next.TextStart < piece.End)
                last = next;
            int start = Math.Max(piece.Start, first.TextStart), end = Math.Min(piece.End, last.TextEnd);
            Of(block, first.Owner, edits).Changes.Add(new(start, end, first.ByteAt(start, part), last.ByteAt(end, part), text, piece.Edit));
            text = "";
        }
    }

    static ElementEdit Of(WordBlock block, int element, SortedDictionary<int, ElementEdit> edits)
    {
        if (!edits.TryGetValue(element, out var edit))
            edits.Add(element, edit = new(element, block.Elements[element]));
        return edit;
    }

    /// <summary>Whether nothing of the element's characters is left and nothing new has come.</summary>
    public bool IsEmptied => Changes.Sum(c => c.Text.Length - (c.End - c.Start)) == -Element.Text.Length
        && Changes.TrueForAll(c => c.Text.Length == 0);

    /// <summary>Whether a character of the element goes, rather than only text coming beside it.</summary>
    public bool IsReplaced => Changes.Exists(c => c.End > c.Start);

    /// <summary>Whether the text begins or ends with white space once the changes are made.</summary>
    public bool HasOuterWhiteSpace(string text) =>
        First(text) is { } first && WordText.IsWhiteSpace(first) || Last(text) is { } last && WordText.IsWhiteSpace(last);

    char? First(string text)
    {
        var at = Element.Text.Start;
        foreach (var change in Changes)
        {
            if (change.Start > at)
                break;
            if (change.Text.Length > 0)
                return change.Text[0];
            at = change.End;
        }

        return at < Element.Text.End ? text[at] : null;
    }

    char? Last(string text)
    {
        var at = Element.Text.End;
        for (var i = Changes.Count - 1; i >= 0 && Changes[i].End == at; i--)
        {
            if (Changes[i].Text.Length > 0)
                return Changes[i].Text[^1];
            at = Changes[i].Start;
        }

        return at > Element.Text.Start ? text[at - 1] : null;
    }
}

internal static class ElementEdits
{
    /// <summary>Neighbours with the same key, together.</summary>
    public static IEnumerable<List<ElementEdit>> ChunkBy(this IEnumerable<ElementEdit> edits, Func<ElementEdit, int> key)
    {
        var chunk = new List<ElementEdit>();
        foreach (var edit in edits)
        {
            if (chunk.Count > 0 && key(chunk[^1]) != key(edit))
            {
                yield return chunk;
                chunk = [];
            }

            chunk.Add(edit);
        }

        if (chunk.Count > 0)
            yield return chunk;
    }
}
