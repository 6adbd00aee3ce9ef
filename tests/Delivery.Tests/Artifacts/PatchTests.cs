using System.Diagnostics;
using System.Text;
using SwipeReview.Delivery.Tests.Support;
using SwipeReview.Documents;
using SwipeReview.Testing;

namespace SwipeReview.Delivery.Tests.Artifacts;

public sealed class PatchTests(DeliveryApp app) : IClassFixture<DeliveryApp>
{
    private readonly Guid user = Guid.CreateVersion7();

    [Fact]
    public async Task A_patch_turns_the_original_into_the_reviewed_file()
    {
        var jobId = app.AddJob(user);

        var download = await app.As(user).DownloadAsync(jobId, "patch");
        var folder = TestFolder.Create();
        await File.WriteAllTextAsync(Path.Combine(folder, "letter.txt"), DeliveryApp.Text);
        await File.WriteAllBytesAsync(Path.Combine(folder, download.Name!), await app.Anonymous().GetByteArrayAsync(download.Url));
        using var apply = Process.Start(new ProcessStartInfo("git", ["apply", download.Name!]) { WorkingDirectory = folder, UseShellExecute = false, RedirectStandardError = true })!;
        var said = await apply.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await apply.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(("letter.patch", "text/x-diff"), (download.Name, download.ContentType));
        Assert.True(apply.ExitCode == 0, said);
        Assert.Equal(DeliveryApp.TextReviewed, await File.ReadAllTextAsync(Path.Combine(folder, "letter.txt"), TestContext.Current.CancellationToken));
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Nothing_accepted_is_an_empty_patch()
    {
        var jobId = app.AddJob(user, "old.txt", FileTypes.PlainText, "Text."u8.ToArray(), [], isSettled: false);

        var download = await app.As(user).DownloadAsync(jobId, "patch");

        Assert.Equal(0, download.Size);
    }

    [Fact]
    public async Task A_file_in_utf_16_has_none_and_the_reason_helps()
    {
        byte[] original = [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(DeliveryApp.Text)];
        var jobId = app.AddJob(user, "wide.txt", FileTypes.PlainText, original, [("alot", "a lot")]);

        var ended = await app.As(user).WaitAsync((await app.As(user).RequestAsync(jobId, "patch")).Id, "failed");

        Assert.Equal("UNSUPPORTED_MEDIA_TYPE", ended.Error!.Code);
        Assert.Contains("UTF-16", ended.Error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_format_that_a_kind_of_file_has_not_is_refused_with_those_that_it_has()
    {
        var jobId = app.AddJob(user, "letter.docx", FileTypes.Docx, WordFile.Of("Text."), [], isSettled: false);

        using var answer = await app.As(user).PostDownloadAsync(jobId, "patch");

        var error = await answer.ShouldFailAsync(System.Net.HttpStatusCode.BadRequest, "VALIDATION_ERROR");
        Assert.Contains("redline", error.GetProperty("details").GetProperty("formats").EnumerateArray().Select(one => one.GetString()));
    }
}
