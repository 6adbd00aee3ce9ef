using System.Text.RegularExpressions;

namespace SwipeReview.LlmRouter.Proposals;

/// <summary>One replacement inside a block's text.</summary>
internal readonly record struct Edit(int Start, string Original, string Replacement)
{
    public int End => Start + Original.Length;
}

/// <summary>
/// Splits a passage that a model gave back with a few words changed into one edit for each change, so that a person
/// decides on what changed and not on a paragraph.
/// </summary>
internal static class MinimalEdits
{
    /// <summary>A correction leaves at least this share of a passage's words; what leaves fewer is a rewrite.</summary>
    public const double LeastKept = 0.5;

    // Up to here a quote is context worth showing whole: “should of” → “should have”.
    private const int ShortQuoteWords = 6;

    // Longest common subsequence costs the product of both lengths.
    private const int MaxTokens = 1_500;

    private static readonly Regex Token = new(@"[\p{L}\p{M}\p{N}]+(?:['’][\p{L}]+)*|\s+|[\uD800-\uDBFF][\uDC00-\uDFFF]|.", RegexOptions.Singleline | RegexOptions.NonBacktracking);

    /// <summary>A short quote stays whole, and so does a passage that hardly a word is left of: its parts mean nothing alone.</summary>
    public static IReadOnlyList<Edit> Split(Edit edit) =>
        Tokens(edit.Original).Count(IsWord) <= ShortQuoteWords ? [edit]
        : Kept(edit.Original, edit.Replacement) < LeastKept ? [Trim(edit)]
        : SplitFully(edit);

    /// <summary>One edit for each change, however short the quote.</summary>
    public static IReadOnlyList<Edit> SplitFully(Edit edit)
    {
        var from = Tokens(edit.Original);
        var to = Tokens(edit.Replacement);
        return from.Length > MaxTokens || to.Length > MaxTokens ? [edit] : [.. Hunks(from, to).Select(hunk => ToEdit(edit.Start, from, to, hunk))];
    }

    /// <summary>How much of the original's words survives, 0–1.</summary>
    public static double Kept(string original, string replacement)
    {
        var from = Tokens(original).Where(IsWord).ToArray();
        var to = Tokens(replacement).Where(IsWord).ToArray();
        if (from.Length == 0 || from.Length > MaxTokens || to.Length > MaxTokens)
        {
            return from.Length == 0 ? 1 : 0;
        }

        return (double)Lengths(from, to)[0, 0] / from.Length;
    }

    /// <summary>Without the words that both ends share.</summary>
    private static Edit Trim(Edit edit)
    {
        var from = Tokens(edit.Original);
        var to = Tokens(edit.Replacement);
        var head = from.Zip(to).TakeWhile(pair => pair.First == pair.Second).Count();
        var shorter = Math.Min(from.Length, to.Length) - head;
        var tail = from.Reverse().Zip(to.Reverse()).Take(shorter).TakeWhile(pair => pair.First == pair.Second).Count();
        return ToEdit(edit.Start, from, to, new Hunk(head, from.Length - tail, head, to.Length - tail));
    }

    private static Edit ToEdit(int start, string[] from, string[] to, Hunk hunk)
    {
        var offset = from.Take(hunk.FromStart).Sum(token => token.Length);
        return new Edit(start + offset, string.Concat(from[hunk.FromStart..hunk.FromEnd]), string.Concat(to[hunk.ToStart..hunk.ToEnd]));
    }

    private static List<Hunk> Hunks(string[] from, string[] to)
    {
        var lengths = Lengths(from, to);
        var hunks = new List<Hunk>();
        var (i, j) = (0, 0);
        while (i < from.Length || j < to.Length)
        {
            if (i < from.Length && j < to.Length && from[i] == to[j])
            {
                (i, j) = (i + 1, j + 1);
                continue;
            }

            var (fromStart, toStart) = (i, j);
            while ((i < from.Length || j < to.Length) && !(i < from.Length && j < to.Length && from[i] == to[j]))
            {
                var skipFrom = j == to.Length || (i < from.Length && lengths[i + 1, j] >= lengths[i, j + 1]);
                (i, j) = skipFrom ? (i + 1, j) : (i, j + 1);
            }

            Add(hunks, from, new Hunk(fromStart, i, toStart, j));
        }

        return hunks;
    }

    /// <summary>Changes with nothing but a space between them read as one.</summary>
    private static void Add(List<Hunk> hunks, string[] from, Hunk next)
    {
        if (hunks is [.., var last] && from[last.FromEnd..next.FromStart].All(token => !IsWord(token)))
        {
            hunks[^1] = new Hunk(last.FromStart, next.FromEnd, last.ToStart, next.ToEnd);
        }
        else
        {
            hunks.Add(next);
        }
    }

    private static int[,] Lengths(string[] from, string[] to)
    {
        var lengths = new int[from.Length + 1, to.Length + 1];
        for (var i = from.Length - 1; i >= 0; i--)
        {
            for (var j = to.Length - 1; j >= 0; j--)
            {
                lengths[i, j] = from[i] == to[j] ? lengths[i + 1, j + 1] + 1 : Math.Max(lengths[i + 1, j], lengths[i, j + 1]);
            }
        }

        return lengths;
    }

    private static string[] Tokens(string text) => [.. Token.Matches(text).Select(match => match.Value)];

    private static bool IsWord(string token) => char.IsLetterOrDigit(token[0]);

    private readonly record struct Hunk(int FromStart, int FromEnd, int ToStart, int ToEnd);
}
