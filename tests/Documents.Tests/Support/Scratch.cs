namespace SwipeReview.Documents.Tests.Support;

/// <summary>A folder that goes with the test.</summary>
sealed class Scratch : IDisposable
{
    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("documents-tests");

    public string Path => folder.FullName;

    public void Dispose() => folder.Delete(recursive: true);
}
