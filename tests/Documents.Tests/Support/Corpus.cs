namespace SwipeReview.Documents.Tests.Support;

/// <summary>Files as they come: by LibreOffice, by pandoc, and by hand from the standards.</summary>
static class Corpus
{
    public static TheoryData<string> Word => [.. Fixtures.Named("*.docx"), .. HandBuilt.All.Keys.Select(name => "hand-built: " + name)];

    public static TheoryData<string> Markdown => [.. Fixtures.Named("*.md").Where(name => name != "README.md"), "the repository's README.md"];

    public static TheoryData<string> Html => [.. Fixtures.Named("*.*html")];

    public static byte[] Read(string name) =>
        name.StartsWith("hand-built: ", StringComparison.Ordinal) ? HandBuilt.All[name["hand-built: ".Length..]]
        : name.StartsWith("the repository's ", StringComparison.Ordinal) ? File.ReadAllBytes(Path.Combine(Repository(), "README.md"))
        : Fixtures.Read(name);

    /// <summary>The folder above the build output that holds the solution.</summary>
    static string Repository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!folder.EnumerateFiles("*.sln").Any())
            folder = folder.Parent ?? throw new DirectoryNotFoundException("No solution above the tests.");
        return folder.FullName;
    }
}
