namespace SwipeReview.Documents.Tests.Support;

static class Fixtures
{
    public static TheoryData<string> WordFiles => ["libreoffice.docx", "pandoc.docx"];

    public static byte[] Read(string name) => File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "fixtures", name));
}
