namespace SwipeReview.LlmRouter.Proposals;

/// <summary>What a change is an instance of, where its provider has no name for it: short words for words, else its category.</summary>
internal static class Patterns
{
    private const int LongestSide = 48;

    public static string Of(string category, Edit edit)
    {
        var from = Normalise(edit.Original);
        var to = Normalise(edit.Replacement);
        return from.Length is > 0 and <= LongestSide && to.Length <= LongestSide && from != to ? $"{category}:{from}>{to}" : category;
    }

    private static string Normalise(string words) =>
        string.Join(' ', words.Replace('’', '\'').ToLowerInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
