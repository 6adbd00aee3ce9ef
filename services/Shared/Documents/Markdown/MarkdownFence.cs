namespace SwipeReview.Documents.Markdown;

/// <summary>
/// Refuses what costs the parser the square of its length and no author writes: thousands of links that are never closed,
/// thousands of link definitions.
/// </summary>
internal static class MarkdownFence
{
    const int MaxOpenLinks = 2_000;
    const int MaxDefinitions = 10_000;

    public static void Check(ReadOnlySpan<char> source)
    {
        int openLinks = 0, definitions = 0;
        foreach (var line in source.EnumerateLines())
        {
            openLinks += Math.Max(0, line.Count("](") - line.Count(')'));
            definitions += line.TrimStart(" >").StartsWith('[') && line.Contains("]:", StringComparison.Ordinal) ? 1 : 0;
        }

        if (openLinks > MaxOpenLinks)
            throw DocumentException.Broken($"The Markdown has more than {MaxOpenLinks:N0} links that are never closed.");
        if (definitions > MaxDefinitions)
            throw DocumentException.Broken($"The Markdown has more than {MaxDefinitions:N0} link definitions.");
    }
}
