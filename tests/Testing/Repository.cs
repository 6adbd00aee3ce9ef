namespace SwipeReview.Testing;

/// <summary>The repository that the tests were built from.</summary>
public static class Repository
{
    /// <summary>Found from the build output: paths that the compiler puts in name no folder when a build is made for continuous integration.</summary>
    public static string Root { get; } = FindRoot();

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "SwipeReview.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("Tests run from the repository's build output.");
        }

        return folder.FullName;
    }
}
