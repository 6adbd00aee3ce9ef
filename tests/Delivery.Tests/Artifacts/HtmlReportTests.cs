using System.Security.Cryptography;
using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using SwipeReview.Delivery.Tests.Support;
using SwipeReview.Documents;
using SwipeReview.Testing;

namespace SwipeReview.Delivery.Tests.Artifacts;

public sealed class HtmlReportTests(DeliveryApp app) : IClassFixture<DeliveryApp>
{
    private static readonly string[] Elements =
        ["html", "head", "meta", "title", "style", "body", "header", "main", "section", "article", "h1", "h2", "h3", "p", "span", "del", "ins", "bdi", "table", "tbody", "tr", "th", "td"];

    private static readonly string[] Attributes = ["lang", "charset", "http-equiv", "content", "name", "id", "aria-labelledby", "class", "dir", "scope"];

    private readonly Guid user = Guid.CreateVersion7();

    [Fact]
    public async Task A_report_tells_of_each_change_what_was_proposed_and_what_came_of_it()
    {
        app.Name(user, "Zoë");
        var page = await ReportAsync("letter.txt", Reviews.OfEveryKind);

        var entries = page.QuerySelectorAll("article");
        Assert.Equal(
            ["1. Accepted · spelling", "2. Accepted in the person's own words · spelling", "3. Rejected by another decision · grammar", "4. Rejected · word-choice", "5. Skipped · spelling", "6. Undecided · spelling"],
            entries.Select(entry => entry.QuerySelector("h3")!.TextContent));
        Assert.Equal("We recievereceive letters.", entries[0].QuerySelector("p")!.TextContent);
        Assert.Equal(("recieve", "receive"), (entries[0].QuerySelector("del")!.TextContent, entries[0].QuerySelector("ins")!.TextContent));
        Assert.Equal(("alot", "plenty"), (entries[1].QuerySelector("del")!.TextContent, entries[1].QuerySelector("ins")!.TextContent));
        Assert.Null(entries[4].QuerySelector("ins"));
        Assert.Null(entries[5].QuerySelector("del"));
        Assert.Equal("Accepted by Zoë, 2026-03-04 05:06:07 UTC", Fact(entries[0], "Decided"));
        Assert.Equal("local harper, on this machine", Fact(entries[0], "Proposed by"));
        Assert.Equal("a lot", Fact(entries[1], "Proposed instead"));
        Assert.Equal("change 2: You accepted another change that overlaps this one.", Fact(entries[2], "Settled by"));
        Assert.Equal("openai gpt-4o, elsewhere", Fact(entries[3], "Proposed by"));
        Assert.Null(Fact(entries[5], "Decided"));
    }

    [Fact]
    public async Task A_report_has_the_jobs_facts_and_exact_counts()
    {
        app.Name(user, "Zoë");
        var page = await ReportAsync("letter.txt", Reviews.OfEveryKind with { Private = true });

        Assert.Equal("Review of letter.txt", page.Title);
        Assert.Equal(("letter.txt", "Tighten it, please", "Zoë", "Yes: nothing was allowed to leave this machine"), (
            Fact(page, "File"), Fact(page, "Asked for"), Fact(page, "Decided by"), Fact(page, "Private")));
        Assert.Equal(("6", "2", "2", "1", "1"), (Fact(page, "Proposed"), Fact(page, "Accepted"), Fact(page, "Rejected"), Fact(page, "Skipped"), Fact(page, "Undecided")));
        Assert.Equal(("5", "1"), (Fact(page, "From local harper, on this machine"), Fact(page, "From openai gpt-4o, elsewhere")));
        Assert.Equal("The text of 1 proposal that came from elsewhere", Fact(page, "Left this machine"));
        var local = await ReportAsync("letter.txt", new(Reviews.OfEveryKind.Items.Where(item => !item.LeftMachine).ToList()));
        Assert.Equal("Nothing: no proposal came from elsewhere", Fact(local, "Left this machine"));
    }

    [Fact]
    public async Task The_page_needs_nothing_and_allows_nothing_but_its_own_style()
    {
        var page = await ReportAsync("letter.txt", Reviews.OfEveryKind);

        var policy = page.QuerySelector("meta[http-equiv='Content-Security-Policy']")!;
        var style = Assert.Single(page.QuerySelectorAll("style"));
        var hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(style.TextContent)));
        Assert.Equal($"default-src 'none'; style-src 'sha256-{hash}'; base-uri 'none'; form-action 'none'", policy.GetAttribute("content"));
        Assert.True(policy.CompareDocumentPosition(style).HasFlag(DocumentPositions.Following));
        Assert.DoesNotContain("url(", style.TextContent, StringComparison.OrdinalIgnoreCase);
        Assert.Equal("en", page.DocumentElement.GetAttribute("lang"));
        Assert.Equal(page.QuerySelectorAll("[id]").Select(element => element.Id).Distinct().Count(), page.QuerySelectorAll("[id]").Length);
        Assert.All(page.QuerySelectorAll("[aria-labelledby]"), element => Assert.NotNull(page.GetElementById(element.GetAttribute("aria-labelledby")!)));
        Assert.All(page.QuerySelectorAll("th"), header => Assert.Equal("row", header.GetAttribute("scope")));
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("</title></style></textarea><script>alert(1)</script>")]
    [InlineData("\"><img src=x onerror=alert(1)>")]
    [InlineData("' onmouseover='alert(1)")]
    [InlineData("<svg/onload=alert(1)>")]
    [InlineData("<!--<iframe src=javascript:alert(1)>")]
    [InlineData("</del></p></article><meta http-equiv=refresh content=0;url=//evil.example>")]
    [InlineData("&lt;script&gt;alert(1)&lt;/script&gt;")]
    [InlineData("\u202e</ins>\u2066\u0000\u0007\ufffe<a href=//evil.example>")]
    [InlineData("{{constructor.constructor('alert(1)')()}}")]
    public async Task Whatever_a_field_holds_is_text_and_nothing_else(string hostile)
    {
        app.Name(user, hostile);
        var page = await ReportAsync(hostile.Replace("\0", "", StringComparison.Ordinal), new(
        [
            new(Guid.CreateVersion7(), hostile, hostile, hostile, hostile, "accepted", new("edit", DeliveryApp.DecidedAt, hostile), new(Guid.CreateVersion7(), hostile), hostile, hostile, hostile, hostile),
        ], hostile));

        Assert.All(page.All, element =>
        {
            Assert.Contains(element.LocalName, Elements);
            Assert.All(element.Attributes, attribute => Assert.Contains(attribute.Name, Attributes));
        });
        Assert.Equal(4, page.QuerySelectorAll("meta[name], meta[charset]").Length);
        var shown = hostile.Replace('\0', '\ufffd');
        Assert.Contains(page.QuerySelectorAll("del"), element => element.TextContent == shown);
        Assert.Contains(page.QuerySelectorAll("ins"), element => element.TextContent == shown);
        Assert.Contains(page.QuerySelectorAll("td"), cell => cell.TextContent == shown);
    }

    [Fact]
    public async Task Html_is_what_a_report_is_unless_asked_otherwise_and_each_variant_is_built_once()
    {
        var client = app.As(user);
        var jobId = app.AddJob(user);

        var plain = await client.DownloadAsync(jobId, "report");
        var html = await client.RequestAsync(jobId, "report", "html");
        var pdf = await client.DownloadAsync(jobId, "report", "pdf");

        Assert.Equal(("letter (report).html", "text/html", "html"), (plain.Name, plain.ContentType, plain.As));
        Assert.Equal(plain.Id, html.Id);
        Assert.NotEqual(plain.Id, pdf.Id);
        Assert.Equal(("letter (report).pdf", "application/pdf", "pdf"), (pdf.Name, pdf.ContentType, pdf.As));
    }

    [Theory]
    [InlineData("report", "docx")]
    [InlineData("report", "")]
    [InlineData("report", "HTML")]
    [InlineData("clean", "pdf")]
    [InlineData("patch", "html")]
    public async Task A_variant_that_there_is_not_is_refused(string format, string variant)
    {
        using var answer = await app.As(user).PostDownloadAsync(app.AddJob(user), format, variant);

        var error = await answer.ShouldFailAsync(System.Net.HttpStatusCode.BadRequest, "VALIDATION_ERROR");
        Assert.Equal("as", error.GetProperty("details").GetProperty("field").GetString());
    }

    [Fact]
    public async Task A_review_that_was_decided_anew_is_not_reported_unasked()
    {
        var jobId = app.AddJob(user);
        app.Neighbours.RefusalsLeft[user] = 1;
        var asked = await app.As(user).RequestAsync(jobId, "report");
        await Eventually.BeTrueAsync(() => Task.FromResult(app.Neighbours.RefusalsLeft[user] == 0), "the first attempt");

        app.Neighbours.Jobs[jobId].Revision++;

        Assert.Equal("CONFLICT", (await app.As(user).WaitAsync(asked.Id, "failed")).Error!.Code);
    }

    private async Task<IHtmlDocument> ReportAsync(string fileName, FakeReview review)
    {
        var jobId = app.AddJob(user, fileName, FileTypes.PlainText, "Text."u8.ToArray(), [], isSettled: false);
        app.Neighbours.Review(jobId, review);
        var download = await app.As(user).DownloadAsync(jobId, "report");
        return new HtmlParser(new HtmlParserOptions { IsScripting = true }).ParseDocument(await app.Anonymous().GetStringAsync(download.Url));
    }

    private static string? Fact(IParentNode within, string label) =>
        within.QuerySelectorAll("tr").FirstOrDefault(row => row.QuerySelector("th")!.TextContent == label)?.QuerySelector("td")!.TextContent;
}
