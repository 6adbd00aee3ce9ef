namespace SwipeReview.Documents.Tests;

public sealed class OutputFormatsTests
{
    [Theory]
    [InlineData(FileTypes.PlainText, "clean patch report receipt")]
    [InlineData(FileTypes.Markdown, "clean redline patch report receipt")]
    [InlineData(FileTypes.Html, "clean redline patch report receipt")]
    [InlineData(FileTypes.Docx, "clean redline report receipt")]
    [InlineData(FileTypes.Pdf, "redline report receipt")]
    [InlineData(FileTypes.Tex, "clean patch report receipt")]
    [InlineData("text/x-csharp", "clean patch report receipt")]
    [InlineData("text/css", "clean patch report receipt")]
    [InlineData("image/png", "")]
    public void Each_kind_of_file_has_its_formats(string contentType, string words) =>
        Assert.Equal(words, string.Join(' ', OutputFormats.Of(contentType).Select(f => f.Word())));
}
