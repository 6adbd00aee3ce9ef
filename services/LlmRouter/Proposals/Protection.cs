using System.Text.RegularExpressions;

namespace SwipeReview.LlmRouter.Proposals;

/// <summary>What no proposal may touch in one text: addresses, code, templates' placeholders, and numbers when told so.</summary>
internal sealed class Protection(string text, bool keepNumbers)
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

    // 1,000.50 and 12:30 and 3/4 and 5% are one number each.
    private static readonly Regex Number = new(@"\d+(?:[.,:/'’\u00A0\u202F-]\d+)*%?", RegexOptions.NonBacktracking);

    private static readonly Regex KeepNumbersWish = new(
        @"\b(?:keep|leave|preserve|(?:do not|don['’]t|never) (?:change|touch|alter|edit))\b[^.;!?]{0,40}\b(?:numbers?|figures|amounts|digits)\b",
        RegexOptions.IgnoreCase | RegexOptions.NonBacktracking);

    private readonly IReadOnlyList<Range> spans = Find(Protected, text);
    private readonly IReadOnlyList<Range> numbers = keepNumbers ? Find(Number, text) : [];

    /// <summary>Whether a person's wish says that numbers are to stay.</summary>
    public static bool KeepsNumbers(string? wish) => wish is not null && KeepNumbersWish.IsMatch(wish);

    public bool Forbids(Edit edit) => Touches(edit) || (keepNumbers && ChangesNumbers(edit));

    /// <summary>An insertion at a span's border changes nothing inside.</summary>
    private bool Touches(Edit edit) => spans.Any(span => edit.Original.Length == 0
        ? edit.Start > span.Start.Value && edit.Start < span.End.Value
        : edit.Start < span.End.Value && edit.End > span.Start.Value);

    private bool ChangesNumbers(Edit edit) =>
        !Values(edit.Original).SequenceEqual(Values(edit.Replacement))
        || numbers.Any(number => edit.Start < number.End.Value && edit.End > number.Start.Value
            && !(edit.Start <= number.Start.Value && edit.End >= number.End.Value));

    private static IEnumerable<string> Values(string words) => Number.Matches(words).Select(match => match.Value);

    private static List<Range> Find(Regex pattern, string text)
    {
        var found = new List<Range>();
        foreach (var match in pattern.EnumerateMatches(text))
        {
            found.Add(match.Index..(match.Index + match.Length));
        }

        return found;
    }
}
