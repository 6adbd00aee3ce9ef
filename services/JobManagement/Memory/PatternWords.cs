namespace SwipeReview.JobManagement.Memory;

/// <summary>Patterns in words for people.</summary>
internal static class PatternWords
{
    /// <summary>“alot” → “a lot”, or what the rule of structure is called.</summary>
    public static string Title(string category, string pattern)
    {
        var name = pattern.StartsWith($"{category}:", StringComparison.Ordinal) ? pattern[(category.Length + 1)..] : pattern;
        return name.Split('>', 2) switch
        {
            [{ Length: > 0 } from, ""] => $"“{from}” left out",
            [{ Length: > 0 } from, var to] => $"“{from}” → “{to}”",
            _ => Capitalised(name.Replace('-', ' ')),
        };
    }

    /// <summary>As a rule would say it.</summary>
    public static string NeverSuggest(string category, string pattern) => $"Never suggest {InSentence(category, pattern)}";

    /// <summary>What is known of a pattern, in a line.</summary>
    /// <param name="side">The settled one.</param>
    public static string Known(string category, string pattern, bool? side) => side switch
    {
        true => $"You accept {InSentence(category, pattern)}",
        false => $"You reject {InSentence(category, pattern)}",
        null => $"Not settled yet: {InSentence(category, pattern)}",
    };

    private static string InSentence(string category, string pattern) =>
        Title(category, pattern) is var title && title.StartsWith('“') ? title : $"changes of the kind “{title}”";

    private static string Capitalised(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];
}
