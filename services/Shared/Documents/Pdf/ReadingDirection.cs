using System.Text;

namespace SwipeReview.Documents.Pdf;

/// <summary>
/// pdftotext gives a line as it is seen, from left to right. Hebrew and Arabic are read the other way: their characters
/// are put back into the order in which they are read.
/// </summary>
internal static class ReadingDirection
{
    /// <summary>Whether most letters of the line are of a script that is read from the right.</summary>
    public static bool IsFromRight(string line)
    {
        int right = 0, left = 0;
        foreach (var c in line)
        {
            if (IsRight(c))
                right++;
            else if (char.IsLetter(c))
                left++;
        }

        return right > left;
    }

    public static string ToLogical(string seen)
    {
        if (!seen.Any(IsRight))
            return seen;
        var runes = seen.EnumerateRunes().ToArray();
        var fromRight = IsFromRight(seen);
        if (fromRight)
            Array.Reverse(runes);
        // What is read against the line's direction stands the wrong way round still: from its first to its last character.
        for (var i = 0; i < runes.Length; i++)
        {
            if (!IsAgainst(runes[i], fromRight))
                continue;
            var end = i + 1;
            for (var j = end; j < runes.Length && !IsWith(runes[j], fromRight); j++)
                end = IsAgainst(runes[j], fromRight) ? j + 1 : end;
            Array.Reverse(runes, i, end - i);
            i = end;
        }

        return string.Concat(runes.Select(r => r.ToString()));
    }

    static bool IsAgainst(Rune rune, bool fromRight) => fromRight ? IsLeft(rune) || Rune.IsDigit(rune) : rune.IsBmp && IsRight((char)rune.Value);

    static bool IsWith(Rune rune, bool fromRight) => fromRight ? rune.IsBmp && IsRight((char)rune.Value) : IsLeft(rune);

    static bool IsLeft(Rune rune) => Rune.IsLetter(rune) && !(rune.IsBmp && IsRight((char)rune.Value));

    static bool IsRight(char c) => c is >= '\u0590' and <= '\u08FF' or >= '\uFB1D' and <= '\uFDFF' or >= '\uFE70' and <= '\uFEFC';
}
