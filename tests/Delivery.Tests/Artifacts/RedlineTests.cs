using System.Text;
using SwipeReview.Delivery.Tests.Support;
using SwipeReview.Documents;

namespace SwipeReview.Delivery.Tests.Artifacts;

public sealed class RedlineTests(DeliveryApp app) : IClassFixture<DeliveryApp>
{
    private readonly Guid user = Guid.CreateVersion7();

    [Fact]
    public async Task A_word_documents_changes_are_the_persons_own_and_settle_to_either_text()
    {
        var original = WordFile.Of("We recieve alot of letters.", "Nothing to see here.");
        var jobId = app.AddJob(user, "letter.docx", FileTypes.Docx, original, [("recieve", "receive"), ("alot of", "many")]);
        app.Name(user, "Zoë <O\"Brien> & Co");

        var download = await app.As(user).DownloadAsync(jobId, "redline");
        var redline = await app.Anonymous().GetByteArrayAsync(download.Url);

        Assert.Equal(("letter (redline).docx", FileTypes.Docx, null), (download.Name, download.ContentType, download.As));
        Assert.Equal(["We receive many letters.", "Nothing to see here."], WordFile.Settled(redline, accept: true));
        Assert.Equal(["We recieve alot of letters.", "Nothing to see here."], WordFile.Settled(redline, accept: false));
        var revisions = WordFile.Revisions(redline);
        Assert.All(revisions, revision => Assert.Equal("Zoë <O\"Brien> & Co", revision.Author));
        Assert.Contains(revisions, revision => revision.Deleted == "recieve" && revision.Date == DeliveryApp.DecidedAt.UtcDateTime);
        Assert.Contains(revisions, revision => revision.Inserted == "many" && revision.Date == DeliveryApp.DecidedAt.AddSeconds(1).UtcDateTime);
    }

    [Fact]
    public async Task Who_has_no_name_edits_as_the_product()
    {
        var jobId = app.AddJob(user, "letter.docx", FileTypes.Docx, WordFile.Of("We recieve letters."), [("recieve", "receive")]);

        var download = await app.As(user).DownloadAsync(jobId, "redline");

        var revisions = WordFile.Revisions(await app.Anonymous().GetByteArrayAsync(download.Url));
        Assert.NotEmpty(revisions);
        Assert.All(revisions, revision => Assert.Equal("SwipeReview", revision.Author));
    }

    [Fact]
    public async Task Html_has_deletions_and_insertions_that_no_name_breaks_out_of()
    {
        var original = "<!doctype html><html><body><p>We recieve letters.</p></body></html>"u8.ToArray();
        var jobId = app.AddJob(user, "page.html", FileTypes.Html, original, [("recieve", "receive")]);
        app.Name(user, "\"><script>alert(1)</script>");

        var download = await app.As(user).DownloadAsync(jobId, "redline");
        var redline = await app.Anonymous().GetStringAsync(download.Url);

        Assert.Equal(("page (redline).html", FileTypes.Html), (download.Name, download.ContentType));
        Assert.Contains(">recieve</del>", redline, StringComparison.Ordinal);
        Assert.Contains(">receive</ins>", redline, StringComparison.Ordinal);
        Assert.Contains("datetime=\"2026-03-04T05:06:07Z\"", redline, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", redline, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Markdown_has_critic_markup()
    {
        var jobId = app.AddJob(user, "notes.md", FileTypes.Markdown, Encoding.UTF8.GetBytes("# Notes\n\nWe recieve letters.\n"), [("recieve", "receive")]);

        var download = await app.As(user).DownloadAsync(jobId, "redline");

        Assert.Equal("notes (redline).md", download.Name);
        Assert.Equal("# Notes\n\nWe {--recieve--}{++receive++} letters.\n", await app.Anonymous().GetStringAsync(download.Url));
    }
}
