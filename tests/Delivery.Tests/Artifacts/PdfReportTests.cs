using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using SwipeReview.Pdf;
using SwipeReview.Delivery.Tests.Support;
using SwipeReview.Documents;
using SwipeReview.Testing;

namespace SwipeReview.Delivery.Tests.Artifacts;

public sealed partial class PdfReportTests(DeliveryApp app) : IClassFixture<DeliveryApp>
{
    private readonly Guid user = Guid.CreateVersion7();

    [Fact]
    public async Task A_report_is_read_back_as_text_with_each_change_and_its_decision()
    {
        app.Name(user, "Zoë");

        var text = await TextAsync(await ReportAsync("letter.txt", Reviews.OfEveryKind));

        foreach (var expected in (string[])[
            "Review of letter.txt", "Tighten it, please", "1. Accepted · spelling", "We recievereceive letters.", "Accepted by Zoë, 2026-03-04 05:06:07 UTC",
            "2. Accepted in the person's own words", "This is alotplenty of text.", "change 2: You accepted another change that overlaps this one.",
            "openai gpt-4o, elsewhere", "6. Undecided", "Page 1 of "])
        {
            Assert.Contains(expected, text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Any_script_and_sign_is_kept_and_what_the_font_lacks_is_named()
    {
        var text = await TextAsync(await ReportAsync("Übergröße «Ωμέγα» Привет.txt", new(
        [
            new(Guid.CreateVersion7(), "naïve – “quoted” … ", "Straße ½ €", "ﬁn → ∞ ≠", " 你好 \ud83d\ude00", "pending"),
        ])));

        foreach (var expected in (string[])["Übergröße «Ωμέγα» Привет.txt", "naïve – “quoted” … ", "Straße ½ €", "→ ∞ ≠", "‹U+4F60›‹U+597D›"])
        {
            Assert.Contains(expected, text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Hostile_text_ends_no_string_and_no_stream()
    {
        const string hostile = ") Tj ET endstream endobj /JS (app.alert(1)) <</OpenAction 1 0 R>> %\\(\r\n";
        app.Name(user, "(/JavaScript)");

        var pdf = await ReportAsync(hostile, new([new(Guid.CreateVersion7(), hostile, hostile, hostile, hostile, "pending", Reason: hostile)], hostile));

        var raw = Encoding.Latin1.GetString(pdf);
        Assert.DoesNotContain("/JS", raw, StringComparison.Ordinal);
        Assert.DoesNotContain("/OpenAction", raw, StringComparison.Ordinal);
        Assert.Contains("endstream endobj", await TextAsync(pdf), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Long_words_and_paragraphs_are_wrapped_inside_the_page()
    {
        var pdf = await ReportAsync("long.txt", new(
        [
            new(Guid.CreateVersion7(), string.Concat(Enumerable.Repeat("word ", 400)), new string('ж', 2_000), new string('W', 500), " end\nnext line", "pending"),
        ]));

        var boxes = await RunAsync("pdftotext", pdf, "-bbox");
        var rights = Right.Matches(boxes).Select(match => double.Parse(match.Groups["at"].Value, System.Globalization.CultureInfo.InvariantCulture)).ToList();
        Assert.True(rights.Count > 400);
        Assert.All(rights, right => Assert.InRange(right, 56, 540));
        Assert.Equal(2_000, (await TextAsync(pdf)).Count(character => character == 'ж'));
    }

    [Fact]
    public async Task Five_thousand_changes_take_seconds_and_every_page_is_numbered()
    {
        var review = new FakeReview([.. Enumerable.Range(0, 5_000).Select(n => new FakeReviewedChange(
            Guid.CreateVersion7(), "Some text that stands in front of the change number ", $"alot{n}", $"a lot {n}", ", and some that stands behind it, as it does on a card.",
            "accepted", new("accept", DeliveryApp.DecidedAt.AddSeconds(n))))]);
        var waited = Stopwatch.StartNew();

        var pdf = await ReportAsync("book.txt", review);

        Assert.InRange(waited.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(30));
        var info = await RunAsync("pdfinfo", pdf);
        var pages = int.Parse(Pages.Match(info).Groups["count"].Value, System.Globalization.CultureInfo.InvariantCulture);
        Assert.InRange(pages, 400, 2_000);
        var text = await TextAsync(pdf);
        Assert.Contains("4999. Accepted", text, StringComparison.Ordinal);
        Assert.Contains($"Page {pages} of {pages}", text, StringComparison.Ordinal);
        Assert.Equal(pages, PageNumber.Count(text));
    }

    [Fact]
    public async Task The_same_report_is_the_same_to_the_byte()
    {
        byte[] Written()
        {
            using var output = new MemoryStream();
            var pages = new PdfPages(output, PdfFonts.TryLoad("/usr/share/fonts/truetype/dejavu")!, "Title", DeliveryApp.DecidedAt);
            pages.Heading("Heading", 18);
            pages.Facts([("Label", "Value"), ("A label that is longer than its column is wide", "Value")]);
            pages.Paragraph([new("Gone", PdfStyle.Struck), new("come", PdfStyle.Underlined)]);
            pages.Finish();
            return output.ToArray();
        }

        Assert.Equal(Written(), Written());
        Assert.DoesNotContain("rror", await RunAsync("pdfinfo", Written()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_the_font_the_artifact_fails_and_says_what_is_missing()
    {
        var jobId = app.AddJob(user);
        using var missing = app.WithoutFonts();

        var pdf = await app.As(user).WaitAsync((await app.As(user).RequestAsync(jobId, "report", "pdf")).Id, "failed");
        var html = await app.As(user).DownloadAsync(jobId, "report");

        Assert.Contains("fonts-dejavu-core", pdf.Error!.Message, StringComparison.Ordinal);
        Assert.Equal("UNAVAILABLE", pdf.Error.Code);
        Assert.Equal("ready", html.Status);
    }

    private async Task<byte[]> ReportAsync(string fileName, FakeReview review)
    {
        var jobId = app.AddJob(user, fileName, FileTypes.PlainText, "Text."u8.ToArray(), [], isSettled: false);
        app.Neighbours.Review(jobId, review);
        var asked = await app.As(user).RequestAsync(jobId, "report", "pdf");
        return await app.Anonymous().GetByteArrayAsync((await app.As(user).WaitAsync(asked.Id, patience: TimeSpan.FromSeconds(60))).Url);
    }

    private static Task<string> TextAsync(byte[] pdf) => RunAsync("pdftotext", pdf, "-layout");

    private static async Task<string> RunAsync(string tool, byte[] pdf, params string[] options)
    {
        var folder = TestFolder.Create();
        var path = Path.Combine(folder, "report.pdf");
        await File.WriteAllBytesAsync(path, pdf);
        string[] arguments = tool == "pdftotext" ? [.. options, path, "-"] : [path];
        using var process = Process.Start(new ProcessStartInfo(tool, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, StandardOutputEncoding = Encoding.UTF8 })!;
        var errors = process.StandardError.ReadToEndAsync();
        var text = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Directory.Delete(folder, recursive: true);
        Assert.Equal("", await errors); // poppler complains about whatever is not quite a PDF
        Assert.Equal(0, process.ExitCode);
        return text;
    }

    [GeneratedRegex("xMax=\"(?<at>[0-9.]+)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Right { get; }

    [GeneratedRegex(@"Pages:\s+(?<count>\d+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Pages { get; }

    [GeneratedRegex(@"Page \d+ of \d+", RegexOptions.None, matchTimeoutMilliseconds: 5000)]
    private static partial Regex PageNumber { get; }
}
