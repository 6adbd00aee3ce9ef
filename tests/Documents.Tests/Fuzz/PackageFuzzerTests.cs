using SwipeReview.Documents.Fuzz;
using SwipeReview.Documents.Tests.Support;

namespace SwipeReview.Documents.Tests.Fuzz;

public sealed class PackageFuzzerTests
{
    /// <summary>A first look at every run; DOCUMENTS_FUZZ=20000 in the environment makes it a long one.</summary>
    [Fact]
    public void Mutated_files_open_or_are_refused_and_never_crash()
    {
        var count = int.TryParse(Environment.GetEnvironmentVariable("DOCUMENTS_FUZZ"), out var asked) ? asked : 400;
        var outcome = PackageFuzzer.Run(
            [
                (Fixtures.Read("libreoffice.docx"), FileTypes.Docx), (Fixtures.Read("pandoc.docx"), FileTypes.Docx),
                (new RandomDocx(new Random(1)).Next(), FileTypes.Docx), (new RandomDocx(new Random(2)).Next(), FileTypes.Docx),
                (Fixtures.Read("pandoc.md"), FileTypes.Markdown), (Fixtures.Read("pandoc.md"), FileTypes.PlainText), (Fixtures.Read("libreoffice.fodt"), FileTypes.Html),
            ],
            seed: 1, count);
        Assert.Equal(count, outcome.Opened + outcome.Refused);
        Assert.True(outcome.Opened > count / 10 && outcome.Refused > count / 10, outcome.ToString());
    }
}
