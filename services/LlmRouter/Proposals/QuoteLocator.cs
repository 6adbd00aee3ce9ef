using System.Buffers;

namespace SwipeReview.LlmRouter.Proposals;

/// <summary>
/// Finds the place that a model means by the words it quotes. Models count badly, so offsets are hints at most: the
/// words decide, and where they stand in several places the nearest to the hint or the best fitting neighbours do.
/// </summary>
internal static class QuoteLocator
{
    private const int ContextLength = 40;
    private static readonly SearchValues<char> Typographic = SearchValues.Create("‘’‚‛“”„‟\u00A0\u2007\u202F");

    /// <summary>Where the quote starts in <paramref name="text"/>, or null when no place is certain.</summary>
    /// <param name="text">The block's text.</param>
    /// <param name="quote">The words to be replaced; empty only for an insertion, which needs a hint.</param>
    /// <param name="hint">Where the provider thinks they start.</param>
    /// <param name="before">Words that stand before the quote.</param>
    /// <param name="after">Words that stand after it.</param>
    public static int? Locate(string text, string quote, int? hint = null, string? before = null, string? after = null)
    {
        if (quote.Length == 0)
        {
            return hint >= 0 && hint <= text.Length ? hint : null;
        }

        if (hint is { } at && at >= 0 && at + quote.Length <= text.Length && text.AsSpan(at, quote.Length).SequenceEqual(quote))
        {
            return at;
        }

        var places = Find(text, quote);
        if (places.Count == 0)
        {
            // Models straighten quotation marks and spaces; both forms have the same length, so offsets hold.
            (text, quote) = (Straighten(text), Straighten(quote));
            places = Find(text, quote);
        }

        return places switch
        {
            [] => null,
            [var only] => only,
            _ when hint is { } near => Single(places, place => -Math.Abs(place - near)),
            _ when before is not null || after is not null => Single(places, place => Agreement(text, place, quote.Length, before, after)),
            _ => null,
        };
    }

    /// <summary>All places; those inside longer words only when there are no others.</summary>
    private static List<int> Find(string text, string quote)
    {
        var all = new List<int>();
        for (var at = text.IndexOf(quote, StringComparison.Ordinal); at >= 0; at = text.IndexOf(quote, at + 1, StringComparison.Ordinal))
        {
            all.Add(at);
        }

        var whole = all.FindAll(at => !CutsWord(text, at) && !CutsWord(text, at + quote.Length));
        return whole.Count > 0 ? whole : all;
    }

    private static bool CutsWord(string text, int boundary) =>
        boundary > 0 && boundary < text.Length && char.IsLetterOrDigit(text[boundary - 1]) && char.IsLetterOrDigit(text[boundary]);

    /// <summary>The one place with the best score, or null when two share it.</summary>
    private static int? Single(List<int> places, Func<int, int> score)
    {
        var best = places.Max(score);
        var winners = places.FindAll(place => score(place) == best);
        return winners.Count == 1 ? winners[0] : null;
    }

    private static int Agreement(string text, int place, int length, string? before, string? after)
    {
        var left = Straighten(before ?? "").AsSpan().TrimEnd();
        var right = Straighten(after ?? "").AsSpan().TrimStart();
        var head = text.AsSpan(0, place).TrimEnd();
        var tail = text.AsSpan(place + length).TrimStart();
        var score = tail.CommonPrefixLength(right[..Math.Min(right.Length, ContextLength)]);
        for (var i = 1; i <= Math.Min(Math.Min(left.Length, head.Length), ContextLength) && left[^i] == head[^i]; i++)
        {
            score++;
        }

        return score;
    }

    private static string Straighten(string text) => !text.AsSpan().ContainsAny(Typographic)
        ? text
        : string.Create(text.Length, text, static (straight, source) =>
        {
            for (var i = 0; i < source.Length; i++)
            {
                straight[i] = source[i] switch
                {
                    '‘' or '’' or '‚' or '‛' => '\'',
                    '“' or '”' or '„' or '‟' => '"',
                    '\u00A0' or '\u2007' or '\u202F' => ' ',
                    var other => other,
                };
            }
        });
}
