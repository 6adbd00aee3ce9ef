using System.Text;
using System.Text.RegularExpressions;

namespace SwipeReview.Documents.Pdf;

/// <summary>
/// Makes one text of the lines that a paragraph is printed on. Whether a hyphen at a line's end belongs to the word is
/// learned from how the same document writes the word elsewhere.
/// </summary>
internal sealed class LineJoiner
{
    const char SoftHyphen = '\u00AD';

    static readonly Regex Word = new(@"\p{L}+(-\p{L}+)*", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture);

    readonly HashSet<string> words = new(StringComparer.OrdinalIgnoreCase);

    public void Learn(string line)
    {
        foreach (var word in Word.EnumerateMatches(line))
        {
            // A word with a hyphen at the line's end may be half a word: it teaches nothing.
            var end = word.Index + word.Length;
            if (end != line.Length - 1 || line[end] is not ('-' or '\u2010' or SoftHyphen))
                words.Add(line.Substring(word.Index, word.Length));
        }
    }

    public string Join(IReadOnlyList<string> lines)
    {
        var text = new StringBuilder(lines[0]);
        foreach (var line in lines.Skip(1))
        {
            var hyphen = HyphenAt(text);
            if (text[^1] == SoftHyphen || (hyphen == Hyphen.InWord && char.IsLower(line[0]) && !BelongsToWord(text, line)))
                text.Length--;
            else if (hyphen == Hyphen.None && !(IsWrittenWithoutSpaces(text[^1]) && IsWrittenWithoutSpaces(line[0])))
                text.Append(' ');
            text.Append(line);
        }

        return text.ToString();
    }

    enum Hyphen
    {
        None,
        InWord,
        InNumber,
    }

    static Hyphen HyphenAt(StringBuilder text) =>
        text.Length < 2 || text[^1] is not ('-' or '\u2010') ? Hyphen.None
        : char.IsLetter(text[^2]) ? Hyphen.InWord
        : char.IsDigit(text[^2]) ? Hyphen.InNumber
        : Hyphen.None;

    bool BelongsToWord(StringBuilder before, string after)
    {
        var start = before.Length - 1;
        while (start > 0 && char.IsLetter(before[start - 1]))
            start--;
        var head = before.ToString(start, before.Length - 1 - start);
        var tail = Word.Match(after).Value;
        return !words.Contains(head + tail) && (words.Contains($"{head}-{tail}") || (words.Contains(head) && words.Contains(tail)));
    }

    static bool IsWrittenWithoutSpaces(char c) => c is >= '\u3000' and <= '\u9FFF' or >= '\uF900' and <= '\uFAFF' or >= '\uFF00' and <= '\uFFEF';
}
