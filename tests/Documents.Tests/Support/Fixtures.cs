namespace SwipeReview.Documents.Tests.Support;

static class Fixtures
{
    static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "fixtures");

    public static IEnumerable<string> Named(string pattern) => Directory.EnumerateFiles(Folder, pattern).Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal);

    public static byte[] Read(string name) => File.ReadAllBytes(Path.Combine(Folder, name));
}
