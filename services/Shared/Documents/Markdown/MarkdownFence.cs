using System.Buffers;

namespace SwipeReview.Documents.Markdown;

/// <summary>
/// Refuses what costs the parser the square of its length and no author writes: thousands of links that are never closed,
/// thousands of link definitions. Refuses, too, more marks than a tree of the document can hold in little memory.
/// </summary>
internal static class MarkdownFence
{
    const int MaxOpenLinks = 2_000;
    const int MaxDefinitions = 10_000;

    /// <summary>Each begins a node of the parser's tree, of some hundred bytes. Ten megabytes of prose have half of it.</summary>
    const int MaxMarks = 500_000;

    static readonly SearchValues<char> Marks = SearchValues.Create("\n\r\\`*_~[]<&|$!");

    public static void Check(ReadOnlySpan<char> source)
    {
        if (source.CountAny(Marks) > MaxMarks)
            throw DocumentException.Broken($"The Markdown has more than {MaxMarks:N0} lines and marks.");
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
