using SwipeReview.Delivery.Tests.Support;
using SwipeReview.Documents;

namespace SwipeReview.Delivery.Tests.Artifacts;

public sealed class WordRoundTripTests(DeliveryApp app) : IClassFixture<DeliveryApp>
{
    private readonly Guid user = Guid.CreateVersion7();

    [Fact]
    public async Task A_word_document_comes_back_with_what_was_accepted_and_every_other_part_as_it_was()
    {
        var original = WordFile.Of("We recieve alot of letters.", "Nothing to see here.", "This paragraph stay as it is.");
        var jobId = app.AddJob(user, "Brief für Zoë.docx", FileTypes.Docx, original, [("recieve", "receive"), ("alot of", "many")]);

        var download = await app.As(user).DownloadAsync(jobId);

        Assert.Equal("Brief für Zoë (reviewed).docx", download.Name);
        using var answer = await app.Anonymous().GetAsync(download.Url);
        var reviewed = await answer.Content.ReadAsByteArrayAsync();
        Assert.Equal(["We receive many letters.", "Nothing to see here.", "This paragraph stay as it is."], WordFile.Paragraphs(reviewed));
        Assert.Contains(WordFile.BoldText(reviewed), text => text.Contains("receive", StringComparison.Ordinal));
        var (before, after) = (WordFile.Parts(original), WordFile.Parts(reviewed));
        Assert.Equal(before.Select(part => part.Name), after.Select(part => part.Name));
        foreach (var (name, content) in before.Where(part => part.Name != "word/document.xml"))
        {
            Assert.Equal(content, after.Single(part => part.Name == name).Content);
        }
    }

    [Fact]
    public async Task A_word_document_of_which_nothing_was_accepted_comes_back_byte_for_byte()
    {
        var original = WordFile.Of("We recieve alot of letters.");
        var jobId = app.AddJob(user, "report.txt", FileTypes.Docx, original, [], isSettled: false);

        var download = await app.As(user).DownloadAsync(jobId);

        Assert.Equal("report (reviewed).docx", download.Name);
        Assert.Equal(original, await app.Anonymous().GetByteArrayAsync(download.Url));
    }

    [Fact]
    public async Task A_word_document_with_a_broken_part_fails_with_a_reason()
    {
        var original = WordFile.Of("We recieve alot of letters.");
        var jobId = app.AddJob(user, "report.docx", FileTypes.Docx, original, []);
        app.Neighbours.Files[app.Neighbours.Jobs[jobId].FileId] = original[..(original.Length / 2)];

        var ended = await app.As(user).WaitAsync((await app.As(user).RequestAsync(jobId)).Id, "failed");

        Assert.Equal(DocumentException.Invalid, ended.Error!.Code);
        Assert.NotEmpty(ended.Error.Message);
    }

    [Fact]
    public async Task A_markdown_file_comes_back_with_its_markup_untouched()
    {
        var original = "---\ntitle: alot\n---\n# Heading\n\nThere is alot in `alot` and [a link](http://alot.example).\n"u8.ToArray();
        var jobId = app.AddJob(user, "notes.md", FileTypes.Markdown, original, [("is alot", "is a lot")]);

        var download = await app.As(user).DownloadAsync(jobId);

        Assert.Equal("---\ntitle: alot\n---\n# Heading\n\nThere is a lot in `alot` and [a link](http://alot.example).\n", await app.Anonymous().GetStringAsync(download.Url));
    }
}
