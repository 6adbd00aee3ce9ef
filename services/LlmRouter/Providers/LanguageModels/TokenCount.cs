using System.Text;

namespace SwipeReview.LlmRouter.Providers.LanguageModels;

/// <summary>
/// An estimate of how many tokens a text is, for windows before a call and for costs when a vendor never says. Without
/// the vendors' vocabularies it goes by what byte-pair encodings have in common: a usual word is one token, a long one
/// some more, three digits are one, other scripts take more for a letter. It leans to more rather than fewer.
/// </summary>
internal static class TokenCount
{
    private const int UsualWord = 8;
    private const int RestOfWord = 4;
    private const double LettersOfOtherScripts = 2.5;

    /// <param name="model">Its family's tokens are shorter or longer than those of GPT, which the rules fit.</param>
    public static int Of(string text, string model)
    {
        var tokens = 0.0;
        var runes = text.EnumerateRunes().GetEnumerator();
        var (kind, length) = (Kind.None, 0);
        while (runes.MoveNext())
        {
            var next = KindOf(runes.Current);
            if (next != kind)
            {
                tokens += Cost(kind, length, before: next);
                (kind, length) = (next, 0);
            }

            length++;
        }

        return (int)Math.Ceiling((tokens + Cost(kind, length, Kind.None)) * Family(model));
    }

    private enum Kind
    {
        None,
        Space,
        Line,
        Latin,
        Accented,
        Digit,
        Ideograph,
        OtherLetter,
        Mark,
        Picture,
    }

    private static double Cost(Kind kind, int length, Kind before) => kind switch
    {
        Kind.None => 0,
        // One space is part of the word that follows; digits take none along.
        Kind.Space => length > 1 || before is Kind.Digit or Kind.Ideograph or Kind.None ? 1 : 0,
        Kind.Line => 1,
        Kind.Latin => 1 + Math.Ceiling(Math.Max(0, length - UsualWord) / (double)RestOfWord),
        Kind.Accented => length,
        Kind.Digit => Math.Ceiling(length / 3.0),
        Kind.Ideograph => length,
        Kind.OtherLetter => Math.Ceiling(length / LettersOfOtherScripts),
        Kind.Mark => Math.Ceiling(length / 3.0),
        _ => length * 2.5,
    };

    private static Kind KindOf(Rune rune) => rune switch
    {
        { Value: '\n' or '\r' } => Kind.Line,
        { IsAscii: true } when Rune.IsLetter(rune) => Kind.Latin,
        _ when Rune.IsWhiteSpace(rune) => Kind.Space,
        _ when Rune.IsDigit(rune) => Kind.Digit,
        { Value: < 0x250 } when Rune.IsLetter(rune) => Kind.Accented,
        { Value: >= 0x2E80 and < 0xFB00 or >= 0x20000 } => Kind.Ideograph,
        { Value: > 0xFFFF } => Kind.Picture,
        _ when Rune.IsLetter(rune) => Kind.OtherLetter,
        _ => Kind.Mark,
    };

    private static double Family(string model) =>
        model.StartsWith("gpt", StringComparison.OrdinalIgnoreCase) || (model.Length > 1 && model[0] == 'o' && char.IsAsciiDigit(model[1])) ? 1
        : model.StartsWith("claude", StringComparison.OrdinalIgnoreCase) ? 1.2
        : 1.1;
}
