using System.Globalization;

namespace SwipeReview.Documents.Editing;

/// <summary>
/// Finds the words that a rewritten text keeps, so that a change of a whole sentence touches, formats and shows only the words
/// that it changes.
/// </summary>
internal static class WordDiff
{
    /// <summary>Words on either side beyond which comparing costs more than it gives.</summary>
    const int MaxWords = 400;

    /// <summary>
    /// Kept words from left to right, as places in both texts. None when less than half of the original's words are kept: then
    /// it is another sentence, and shreds of the old one in it would only confuse.
    /// </summary>
    public static List<(int Original, int Replacement, int Length)> Kept(ReadOnlySpan<char> original, ReadOnlySpan<char> replacement)
    {
        var kept = new List<(int, int, int)>();
        var from = Words(original);
        var to = Words(replacement);
        if (from.Count < 2 || to.Count < 2 || from.Count > MaxWords || to.Count > MaxWords)
            return kept;

        // Longest common subsequence, from the right, so that walking it goes from the left.
        var longest = new ushort[from.Count + 1, to.Count + 1];
        for (var i = from.Count - 1; i >= 0; i--)
        {
            for (var j = to.Count - 1; j >= 0; j--)
            {
                longest[i, j] = Same(original[from[i]], replacement[to[j]])
                    ? (ushort)(longest[i + 1, j + 1] + 1)
                    : Math.Max(longest[i + 1, j], longest[i, j + 1]);
            }
        }

        if (longest[0, 0] * 2 < from.Count)
            return kept;
        for (int i = 0, j = 0; i < from.Count && j < to.Count;)
        {
            if (Same(original[from[i]], replacement[to[j]]))
                kept.Add((from[i].Start.Value, to[j++].Start.Value, from[i].End.Value - from[i++].Start.Value));
            else if (longest[i + 1, j] >= longest[i, j + 1])
                i++;
            else
                j++;
        }

        return kept;
    }

    static bool Same(ReadOnlySpan<char> a, ReadOnlySpan<char> b) => a.SequenceEqual(b);

    static List<Range> Words(ReadOnlySpan<char> text)
    {
        var words = new List<Range>();
        for (var at = 0; at < text.Length && words.Count <= MaxWords;)
        {
            var start = at;
            while (at < text.Length && IsWord(text[at]))
                at++;
            if (at > start)
                words.Add(start..at);
            else
                at++;
        }

        return words;
    }

    static bool IsWord(char c) => char.IsLetterOrDigit(c) || char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
}
