using System.Net;
using System.Net.Http.Headers;
using System.Text;
using SwipeReview.Delivery.Tests.Support;
using SwipeReview.Testing;

namespace SwipeReview.Delivery.Tests.Downloads;

public sealed class FetchContentTests(DeliveryApp app) : IClassFixture<DeliveryApp>
{
    private readonly Guid user = Guid.CreateVersion7();

    [Fact]
    public async Task A_link_is_answered_as_an_attachment_that_no_browser_renders()
    {
        var download = await app.As(user).DownloadAsync(app.AddJob(user, "Übersicht \"Q3\" 📄.txt"));

        using var answer = await app.Anonymous().GetAsync(download.Url);

        var disposition = answer.Content.Headers.ContentDisposition!;
        Assert.Equal("attachment", disposition.DispositionType);
        Assert.Equal("Übersicht \"Q3\" 📄 (reviewed).txt", disposition.FileNameStar);
        Assert.All(disposition.FileName!, character => Assert.InRange(character, ' ', '~'));
        Assert.Equal(["nosniff"], answer.Headers.GetValues("X-Content-Type-Options"));
        Assert.Contains("sandbox", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.True(answer.Headers.CacheControl!.Private);
    }

    [Fact]
    public async Task A_broken_download_goes_on_where_it_stopped()
    {
        var download = await app.As(user).DownloadAsync(app.AddJob(user));
        var client = app.Anonymous();
        var etag = (await client.GetAsync(download.Url)).Headers.ETag!;
        client.DefaultRequestHeaders.Range = new RangeHeaderValue(5, null);
        client.DefaultRequestHeaders.IfRange = new RangeConditionHeaderValue(etag);

        using var rest = await client.GetAsync(download.Url);
        client.DefaultRequestHeaders.Clear();
        client.DefaultRequestHeaders.IfNoneMatch.Add(etag);
        using var unchanged = await client.GetAsync(download.Url);
        client.DefaultRequestHeaders.Clear();
        client.DefaultRequestHeaders.Range = new RangeHeaderValue(9_999, null);
        using var beyond = await client.GetAsync(download.Url);

        Assert.Equal(HttpStatusCode.PartialContent, rest.StatusCode);
        Assert.Equal($"bytes 5-{download.Size - 1}/{download.Size}", rest.Content.Headers.ContentRange!.ToString());
        Assert.Equal(DeliveryApp.TextReviewed[5..], await rest.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);
        Assert.Equal(HttpStatusCode.RequestedRangeNotSatisfiable, beyond.StatusCode);
    }

    [Fact]
    public async Task A_link_ends_after_its_time_and_a_new_one_works()
    {
        var download = await app.As(user).DownloadAsync(app.AddJob(user));
        Assert.InRange(download.ExpiresAt!.Value - app.Clock.GetUtcNow(), TimeSpan.FromMinutes(14), TimeSpan.FromMinutes(15));
        var stale = download.Url!;

        using (app.Clock.Later(TimeSpan.FromMinutes(15)))
        {
            using var expired = await app.Anonymous().GetAsync(stale);
            await expired.ShouldFailAsync(HttpStatusCode.Gone, "GONE");
        }

        using var fresh = await app.Anonymous().GetAsync((await app.As(user).GetDownloadAsync(download.Id)).Url);
        Assert.Equal(HttpStatusCode.OK, fresh.StatusCode);
    }

    [Fact]
    public async Task A_link_that_was_tampered_with_opens_nothing()
    {
        var client = app.As(user);
        var (one, other) = (await client.DownloadAsync(app.AddJob(user)), await client.DownloadAsync(app.AddJob(user)));
        var url = one.Url!;
        var (expires, signature) = (url.Split("expires=")[1].Split('&')[0], url.Split("signature=")[1]);
        string[] forged =
        [
            url.Replace(one.Id.ToString(), other.Id.ToString(), StringComparison.Ordinal),
            url.Replace(expires, $"{long.Parse(expires) + 60}", StringComparison.Ordinal),
            url.Replace(signature, (signature[0] == 'A' ? 'B' : 'A') + signature[1..], StringComparison.Ordinal),
            url.Replace(signature, signature[..^1], StringComparison.Ordinal),
            url.Replace(signature, "", StringComparison.Ordinal),
            url.Replace(signature, new string('A', 5_000), StringComparison.Ordinal),
            url.Replace(signature, "%00%ff", StringComparison.Ordinal),
            $"/api/v1/downloads/{Guid.CreateVersion7()}/content?expires={expires}&signature={signature}",
        ];

        foreach (var attempt in forged)
        {
            using var answer = await client.GetAsync(attempt);
            await answer.ShouldFailAsync(HttpStatusCode.Forbidden, "FORBIDDEN");
        }

        using var bare = await client.GetAsync($"/api/v1/downloads/{one.Id}/content");
        using var wordy = await client.GetAsync($"/api/v1/downloads/{one.Id}/content?expires=soon&signature={signature}");
        await bare.ShouldFailAsync(HttpStatusCode.BadRequest, "VALIDATION_ERROR");
        await wordy.ShouldFailAsync(HttpStatusCode.BadRequest, "VALIDATION_ERROR");
    }

    [Fact]
    public async Task A_file_of_many_megabytes_passes_through()
    {
        var original = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("A line of text that is long enough to fill a file.\n", 200_000)));
        var download = await app.As(user).DownloadAsync(app.AddJob(user, "long.txt", Documents.FileTypes.PlainText, original, []));

        Assert.Equal(original, await app.Anonymous().GetByteArrayAsync(download.Url));
    }
}
