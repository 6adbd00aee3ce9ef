using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using SwipeReview.ServiceDefaults.Api;
using SwipeReview.Storage.Tests.Support;
using SwipeReview.Testing;

namespace SwipeReview.Storage.Tests.Files;

public sealed class InternalFilesTests(StorageApp app) : IClassFixture<StorageApp>
{
    private readonly Guid user = Guid.CreateVersion7();

    [Fact]
    public async Task A_service_is_told_whose_a_file_is()
    {
        var file = await app.As(user).UploadAsync(Api.Hello, "notes.md");

        var described = await app.AsService().GetFromJsonAsync<FileAnswer>($"/internal/files/{file.Id}", ApiJson.Options);
        using var unknown = await app.AsService().GetAsync($"/internal/files/{Guid.CreateVersion7()}");

        Assert.Equal(file with { OwnerId = user }, described);
        Assert.Equal("text/markdown", file.ContentType);
        await unknown.ShouldFailAsync(HttpStatusCode.NotFound, "NOT_FOUND");
    }

    [Fact]
    public async Task A_range_is_sent_and_a_version_that_is_known_is_not()
    {
        var file = await app.As(user).UploadAsync(Encoding.ASCII.GetBytes("0123456789"));
        var path = $"/internal/files/{file.Id}/content";
        var client = app.AsService();

        using var middle = await client.SendAsync(Api.Range(path, 2, 5));
        using var tail = await client.SendAsync(Api.Range(path, null, 3));
        using var beyond = await client.SendAsync(Api.Range(path, 10, null));
        client.DefaultRequestHeaders.IfNoneMatch.Add(new EntityTagHeaderValue($"\"{file.Sha256}\""));
        using var known = await client.GetAsync(path);

        Assert.Equal((HttpStatusCode.PartialContent, "2345"), (middle.StatusCode, await middle.Content.ReadAsStringAsync()));
        Assert.Equal("bytes 2-5/10", middle.Content.Headers.ContentRange!.ToString());
        Assert.Equal((HttpStatusCode.PartialContent, "789"), (tail.StatusCode, await tail.Content.ReadAsStringAsync()));
        Assert.Equal(HttpStatusCode.RequestedRangeNotSatisfiable, beyond.StatusCode);
        Assert.Equal(HttpStatusCode.NotModified, known.StatusCode);
        Assert.Equal($"\"{file.Sha256}\"", known.Headers.ETag!.Tag);
    }

    [Fact]
    public async Task An_artifact_sent_twice_is_stored_once_and_is_no_upload()
    {
        var id = Guid.CreateVersion7();
        var before = app.StoredBytes.Count();

        var first = await PutAsync(id, "built", "a (reviewed).txt");
        var second = await PutAsync(id, "built", "a (reviewed).txt");

        Assert.Equal(first, second);
        Assert.Equal((id, user, "a (reviewed).txt", 5L), (first.Id, first.OwnerId, first.Name, first.Size));
        Assert.Equal(before + 1, app.StoredBytes.Count());
        var list = await app.As(user).GetFromJsonAsync<Page<FileAnswer>>("/api/v1/uploads", ApiJson.Options);
        Assert.Empty(list!.Items);
        using var asUpload = await app.As(user).DeleteAsync($"/api/v1/uploads/{id}");
        await asUpload.ShouldFailAsync(HttpStatusCode.NotFound, "NOT_FOUND");
    }

    [Fact]
    public async Task An_artifact_built_anew_takes_the_place_of_the_old_bytes()
    {
        var id = Guid.CreateVersion7();
        await PutAsync(id, "one");
        var before = app.StoredBytes.Count();

        await PutAsync(id, "another");

        Assert.Equal("another", await app.AsService().GetStringAsync($"/internal/files/{id}/content"));
        await Eventually.BeTrueAsync(() => Task.FromResult(app.StoredBytes.Count() == before), "the old bytes' end");
    }

    [Fact]
    public async Task An_artifact_sent_many_times_at_once_is_one_file()
    {
        var id = Guid.CreateVersion7();
        var before = app.StoredBytes.Count();

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => SendAsync(id, user, "built")));

        Assert.Contains(answers, answer => answer.StatusCode == HttpStatusCode.OK);
        Assert.All(answers, answer => Assert.True(answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.Conflict, answer.StatusCode.ToString()));
        Assert.Equal("built", await app.AsService().GetStringAsync($"/internal/files/{id}/content"));
        Assert.Equal(1, await app.CountAsync($"files where id = '{id}'"));
        using (app.Clock.Later(TimeSpan.FromHours(1))) // the losers' bytes are doomed
        {
            await Eventually.BeTrueAsync(() => Task.FromResult(app.StoredBytes.Count() == before + 1), "the losers' end");
        }
    }

    [Fact]
    public async Task An_artifact_never_takes_the_place_of_another_persons_file()
    {
        var upload = await app.As(user).UploadAsync(Api.Hello);

        using var overUpload = await SendAsync(upload.Id, user, "built");
        await PutAsync(Guid.CreateVersion7(), "mine");
        var theirs = Guid.CreateVersion7();
        await PutAsync(theirs, "mine");
        using var overTheirs = await SendAsync(theirs, Guid.CreateVersion7(), "theirs");

        await overUpload.ShouldFailAsync(HttpStatusCode.Conflict, "CONFLICT");
        await overTheirs.ShouldFailAsync(HttpStatusCode.Conflict, "CONFLICT");
        Assert.Equal(Api.Hello, await app.AsService().GetByteArrayAsync($"/internal/files/{upload.Id}/content"));
    }

    private async Task<FileAnswer> PutAsync(Guid id, string text, string name = "built.txt")
    {
        using var answer = await SendAsync(id, user, text, name);
        return await answer.ShouldBeAsync<FileAnswer>(HttpStatusCode.OK);
    }

    private Task<HttpResponseMessage> SendAsync(Guid id, Guid owner, string text, string name = "built.txt") => app.AsService().PutAsync(
        $"/internal/artifacts/{id}?ownerId={owner}&name={Uri.EscapeDataString(name)}&contentType=text/plain", new ByteArrayContent(Encoding.UTF8.GetBytes(text)));
}
