using System.Text.RegularExpressions;

namespace SwipeReview.LlmRouter.Proposals;

/// <summary>Stretches of a text that no proposal may touch: addresses, code, templates' placeholders.</summary>
internal static class ProtectedSpans
{
    // The text is anybody's: a pattern that can't backtrack takes linear time on all of it.
    private static readonly Regex Protected = new("""
        (?:https?|ftp|mailto)://?[^\s<>"]+                 # addresses
        | \bwww\.[^\s<>"]+
        | [\w.+-]+@[\w-]+(?:\.[\w-]+)+                     # mail
        | `[^`\r\n]+`                                      # inline code
        | \{\{[^{}]*\}\} | \$\{[^{}]*\} | \{[\w.:-]+\}     # {{name}}, ${name}, {0}
        | <%[^%]*%> | %[sdif]\b | %\w+%                    # templates of older times
        | </?[A-Za-z][^<>]*>                               # tags
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.NonBacktracking);

    public static IReadOnlyList<Range> Find(string text)
    {
        var spans = new List<Range>();
        foreach (var match in Protected.EnumerateMatches(text))
        {
            spans.Add(match.Index..(match.Index + match.Length));
        }

        return spans;
    }

    /// <summary>Whether an edit changes something inside a span; an insertion at its border does not.</summary>
    public static bool Touches(this IReadOnlyList<Range> spans, Edit edit) =>
        spans.Any(span => edit.Original.Length == 0
            ? edit.Start > span.Start.Value && edit.Start < span.End.Value
            : edit.Start < span.End.Value && edit.End > span.Start.Value);
}
