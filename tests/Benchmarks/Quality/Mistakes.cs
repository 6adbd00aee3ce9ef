using System.Text.RegularExpressions;

namespace SwipeReview.Benchmarks.Quality;

/// <summary>A way of getting it wrong: where it can happen, and what is written then; null where it would not be a mistake.</summary>
internal sealed record Mistake(string Kind, Regex Where, Func<string, Random, string?> Write)
{
    private static readonly Dictionary<string, string> Agreement = Both(("was", "were"), ("is", "are"), ("has", "have"), ("does", "do"));

    private static readonly Dictionary<string, string> Homophones = Both(
        ("their", "there"), ("its", "it's"), ("then", "than"), ("to", "too"), ("your", "you're"), ("whose", "who's"), ("of", "off"),
        ("whether", "weather"), ("where", "were"), ("no", "know"), ("here", "hear"), ("peace", "piece"), ("new", "knew"), ("right", "write"), ("which", "witch"));

    /// <summary>The kinds of mistakes that people make most, each as a rule.</summary>
    public static IReadOnlyList<Mistake> All { get; } =
    [
        new("spelling", Pattern(@"(?<=[a-z,;] )[a-z]{7,}\b"), Misspell),
        new("agreement", Pattern(@"\b(?:was|were|is|are|has|have|does|do)\b"), (word, _) => Agreement[word]),
        new("article", Pattern(@"\b(?:a|an)(?= [a-z])"), (word, _) => word == "a" ? "an" : "a"),
        new("homophone", Pattern($@"\b(?:{string.Join('|', Homophones.Keys)})\b"), (word, _) => Homophones[word]),
        new("punctuation", Pattern(@"(?<=[a-z]), (?=[a-z])|(?<=[a-z])n't\b|(?<=[a-z])'s\b"), (mark, random) => mark == ", " ? random.Next(2) == 0 ? " , " : "," : mark.Replace("'", "", StringComparison.Ordinal)),
        new("doubled word", Pattern(@"\b(?:the|of|and|to|in|a|that|it|was|is|for|with|he|she|we)\b"), (word, _) => $"{word} {word}"),
        new("casing", Pattern(@"(?<=\. )[A-Z](?=[a-z]+ )|\bI\b"), (letter, _) => letter.ToLowerInvariant()),
    ];

    private static string? Misspell(string word, Random random)
    {
        var at = random.Next(1, word.Length - 2);
        var slip = random.Next(4) switch
        {
            0 => word[..at] + word[at + 1] + word[at] + word[(at + 2)..], // neighbours swapped
            1 => word.Remove(at, 1), // a letter left out
            2 => word.Insert(at, $"{word[at]}"), // a letter doubled
            _ => "aeiou".Contains(word[at], StringComparison.Ordinal) ? word[..at] + "aeiou"[random.Next(5)] + word[(at + 1)..] : word.Remove(at, 1), // another vowel
        };
        return slip == word ? null : slip;
    }

    private static Dictionary<string, string> Both(params (string One, string Other)[] pairs) =>
        pairs.SelectMany(pair => new[] { pair, (pair.Other, pair.One) }).ToDictionary(StringComparer.Ordinal);

    private static Regex Pattern(string pattern) => new(pattern, RegexOptions.None, TimeSpan.FromSeconds(1));
}

/// <summary>A place where a text was made wrong; offsets are those of the wrong text.</summary>
internal sealed record Injected(string Kind, int Start, int End, string Right, string Wrong)
{
    /// <summary>How many characters it takes to put it right.</summary>
    public int Size => Distance.Between(Wrong, Right);
}

/// <summary>A passage, and the same with mistakes in it, about one in each sentence. The same seed makes the same mistakes.</summary>
internal sealed record Mistaken(Passage Passage, string Text, IReadOnlyList<Injected> Injected)
{
    private const int CharactersPerMistake = 90;

    public static Mistaken Make(Passage passage, int seed)
    {
        var random = new Random(seed); // the algorithm of a seeded one is fixed
        var places = Mistake.All.ToDictionary(mistake => mistake, mistake => mistake.Where.Matches(passage.Text).ToList());
        var chosen = new List<(Match Place, string Kind, string Wrong)>();
        for (var tries = 0; tries < 100 && chosen.Count < passage.Text.Length / CharactersPerMistake; tries++)
        {
            var mistake = Mistake.All[random.Next(Mistake.All.Count)];
            if (places[mistake] is not { Count: > 0 } candidates)
            {
                continue;
            }

            var place = candidates[random.Next(candidates.Count)];
            // Far enough apart that one doesn't hide the other.
            if (chosen.TrueForAll(other => Math.Abs(other.Place.Index - place.Index) > 30) && mistake.Write(place.Value, random) is { } wrong)
            {
                chosen.Add((place, mistake.Kind, wrong));
            }
        }

        var (text, injected) = (passage.Text, new List<Injected>());
        foreach (var (place, kind, wrong) in chosen.OrderByDescending(item => item.Place.Index))
        {
            text = text.Remove(place.Index, place.Length).Insert(place.Index, wrong);
            injected = [new(kind, place.Index, place.Index + wrong.Length, place.Value, wrong), .. injected.Select(later => later with { Start = later.Start + wrong.Length - place.Length, End = later.End + wrong.Length - place.Length })];
        }

        return new Mistaken(passage, text, injected);
    }
}
