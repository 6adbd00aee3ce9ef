using System.Text;

namespace SwipeReview.Documents.Editing;

/// <summary>Which neighbour an insertion belongs to when two differently formatted texts meet there.</summary>
internal enum Lean
{
    Left,
    Right,
}

/// <summary>A part of an edit that has to be written: what it shares with the original is left out.</summary>
/// <param name="Edit">Index of the edit it comes from.</param>
internal readonly record struct Piece(int Start, int End, string Replacement, Lean Lean, int Edit)
{
    /// <summary>Protected ranges that one edit may keep: each is looked for in the whole replacement.</summary>
    const int MaxFences = 256;

    /// <summary>
    /// Takes an edit apart around the protected ranges and the kept words inside it, and drops what stays the same at both ends
    /// of each part.
    /// Null when the edit would change something protected.
    /// </summary>
    public static List<Piece>? From(Block block, TextEdit edit, int index)
    {
        var replacement = edit.Replacement.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
        var pieces = new List<Piece>();
        int start = edit.Start, taken = 0, fences = 0;
        foreach (var fence in FencesOf(block, edit.Span))
        {
            if (fence.Start < edit.Start || fence.End > edit.End)
                return Unchanged(block, edit, replacement) ? pieces : null;
            var kept = block.Text.AsSpan(fence.Start, fence.Length);
            var found = replacement.AsSpan(taken).IndexOf(kept, StringComparison.Ordinal);
            if (found < 0 || ++fences > MaxFences || IsAmbiguous(block.Text.AsSpan(edit.Start, edit.End - edit.Start), replacement, kept))
                return null;
            AddAround(pieces, block.Text, start, fence.Start, replacement.AsSpan(taken, found), index);
            taken += found + fence.Length;
            start = fence.End;
        }

        AddAround(pieces, block.Text, start, edit.End, replacement.AsSpan(taken), index);
        return pieces;
    }

    /// <summary>
    /// The piece taken out to whole words, as far as its edit goes and nothing else begins: people read "has", "have" more
    /// easily than "s", "ve". Only a piece that both deletes and inserts; one letter more is best shown as one letter.
    /// </summary>
    public Piece ToWholeWords(SourceBlock source, TextRange within)
    {
        if (Start == End || Replacement.Length == 0)
            return this;
        var text = source.Block.Text;
        var segments = source.Segments;
        int first = source.SegmentAt(Start), last = source.SegmentAt(End - 1);
        int start = Start, end = End;
        if (char.IsLetterOrDigit(text[Start]) || char.IsLetterOrDigit(Replacement[0]))
        {
            while (start > Math.Max(within.Start, segments[first].TextStart) && char.IsLetterOrDigit(text[start - 1]))
                start--;
        }

        if (char.IsLetterOrDigit(text[End - 1]) || char.IsLetterOrDigit(Replacement[^1]))
        {
            // What is taken in here is shown as new text, in the look of the piece's first character: it must be its look already.
            while (first == last && end < Math.Min(within.End, segments[last].TextEnd) && char.IsLetterOrDigit(text[end]))
                end++;
        }

        return this with { Start = start, End = end, Replacement = string.Concat(text.AsSpan(start, Start - start), Replacement, text.AsSpan(End, end - End)) };
    }

    /// <summary>The text after the pieces, which come in order.</summary>
    public static string Apply(string text, IReadOnlyList<Piece> pieces)
    {
        var applied = new StringBuilder(text.Length);
        var at = 0;
        foreach (var piece in pieces)
        {
            applied.Append(text, at, piece.Start - at).Append(piece.Replacement);
            at = piece.End;
        }

        return applied.Append(text, at, text.Length - at).ToString();
    }

    /// <summary>With more or fewer of them than before nobody knows which one is the protected one.</summary>
    static bool IsAmbiguous(ReadOnlySpan<char> original, ReadOnlySpan<char> replacement, ReadOnlySpan<char> kept) =>
        original.Count(kept) != replacement.Count(kept);

    static bool Unchanged(Block block, TextEdit edit, string replacement) =>
        block.Text.AsSpan(edit.Start, edit.End - edit.Start).SequenceEqual(replacement);

    /// <summary>Protected ranges that the span touches or that an insertion would fall into.</summary>
    static IEnumerable<TextRange> FencesOf(Block block, TextRange span)
    {
        var fences = block.Protected;
        int low = 0, high = fences.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (fences[middle].End <= span.Start)
                low = middle + 1;
            else
                high = middle;
        }

        for (; low < fences.Count && fences[low].Start < span.End; low++)
            yield return fences[low];
    }

    /// <summary>Adds what changes around the words that stay.</summary>
    static void AddAround(List<Piece> pieces, string text, int start, int end, ReadOnlySpan<char> replacement, int index)
    {
        var taken = 0;
        var origin = start;
        foreach (var (original, kept, length) in WordDiff.Kept(text.AsSpan(start, end - start), replacement))
        {
            Add(pieces, text, start, origin + original, replacement[taken..kept], index);
            start = origin + original + length;
            taken = kept + length;
        }

        Add(pieces, text, start, end, replacement[taken..], index);
    }

    static void Add(List<Piece> pieces, string text, int start, int end, ReadOnlySpan<char> replacement, int index)
    {
        var original = text.AsSpan(start, end - start);
        var head = original.CommonPrefixLength(replacement);
        if (head > 0 && char.IsHighSurrogate(original[head - 1]))
            head--;
        original = original[head..];
        replacement = replacement[head..];

        var tail = 0;
        while (tail < Math.Min(original.Length, replacement.Length) && original[^(tail + 1)] == replacement[^(tail + 1)])
            tail++;
        if (tail > 0 && char.IsLowSurrogate(original[^tail]))
            tail--;
        original = original[..^tail];
        replacement = replacement[..^tail];

        if (original.Length > 0 || replacement.Length > 0)
            pieces.Add(new(start + head, end - tail, replacement.ToString(), head == 0 && tail > 0 ? Lean.Right : Lean.Left, index));
    }
}
