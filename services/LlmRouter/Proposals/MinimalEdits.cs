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
    // Up to here a quote is context worth showing whole: “should of” → “should have”.
    private const int ShortQuoteWords = 6;

    // Longest common subsequence costs the product of both lengths.
    private const int MaxTokens = 1_500;

    private static readonly Regex Token = new(@"[\p{L}\p{M}\p{N}]+(?:['’][\p{L}]+)*|\s+|.", RegexOptions.Singleline | RegexOptions.NonBacktracking);

    public static IReadOnlyList<Edit> Split(int start, string original, string replacement)
    {
        var from = Tokens(original);
        var to = Tokens(replacement);
        if (from.Count(IsWord) <= ShortQuoteWords || from.Length > MaxTokens || to.Length > MaxTokens)
        {
            return [new Edit(start, original, replacement)];
        }

        return [.. Hunks(from, to).Select(hunk => ToEdit(start, from, to, hunk))];
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
