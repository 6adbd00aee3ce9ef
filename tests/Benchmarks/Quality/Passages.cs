namespace SwipeReview.Benchmarks.Quality;

/// <summary>The texts of <c>fixtures/quality/passages.md</c>: a heading says whose, and the paragraph below is right as it stands.</summary>
internal sealed record Passage(string Source, string Text)
{
    public static IReadOnlyList<Passage> All { get; } =
    [
        .. File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "fixtures", "quality", "passages.md"))
            .Split("\n# ")
            .Skip(1)
            .Select(part => part.Split('\n', 2))
            .Select(part => new Passage(part[0], part[1].Trim())),
    ];
}
