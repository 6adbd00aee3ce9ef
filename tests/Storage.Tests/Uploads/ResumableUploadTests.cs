using System.Net;
using SwipeReview.Contracts.Storage;
using SwipeReview.Storage.Tests.Support;
using SwipeReview.Testing;

namespace SwipeReview.Storage.Tests.Uploads;

/// <summary>The way of a file that comes in parts, as the protocol has it.</summary>
public sealed class ResumableUploadTests(StorageApp app) : IClassFixture<StorageApp>
{
    private const int Megabyte = 1024 * 1024;
    private readonly Guid user = Guid.CreateVersion7();

    [Fact]
    public async Task What_is_spoken_here_is_told_without_a_token()
    {
        using var answer = await app.Anonymous().SendAsync(new HttpRequestMessage(HttpMethod.Options, Tus.Address));

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Equal("1.0.0", answer.Header("Tus-Version"));
        Assert.Equal("creation,creation-with-upload,expiration,checksum,termination", answer.Header("Tus-Extension"));
        Assert.Equal($"{50 * Megabyte}", answer.Header("Tus-Max-Size"));
        Assert.Equal("sha1,sha256", answer.Header("Tus-Checksum-Algorithm"));
    }

    [Fact]
    public async Task A_file_in_pieces_is_stored_as_it_was_sent_and_announced_once()
    {
        var stored = await app.TapAsync<FileStored>();
        var bytes = Tus.Text(3 * Megabyte + 17);
        const int Piece = 900_001;

        var file = await app.As(user).SendInPiecesAsync(bytes, Piece, "Ärger über “Maße”.txt");

        Assert.Equal(("Ärger über “Maße”.txt", "text/plain", "ready"), (file.Name, file.ContentType, file.Status));
        Assert.Equal((bytes.Length, Tus.Hash(bytes)), (file.Size, file.Sha256));
        Assert.Equal(bytes, await app.AsService().GetByteArrayAsync($"/internal/files/{file.Id}/content"));
        var message = await stored.GetAsync(one => one.FileId == file.Id);
        Assert.Equal((user, file.Sha256), (message.UserId, message.Sha256));
        Assert.Equal(0, await app.CountAsync($"upload_parts join uploads on uploads.id = upload_id where user_id = '{user}'"));
        await Eventually.BeTrueAsync(() => Task.FromResult(!app.StoredBytes.Any(one => one.Length == Piece)), "the end of the parts");
        Assert.Single(stored.Seen, one => one.UserId == user);
    }

    [Fact]
    public async Task A_small_file_takes_one_request_and_the_answer_is_the_file()
    {
        var request = Tus.Request(HttpMethod.Post, Tus.Address, ("Upload-Length", $"{Api.Hello.Length}"), ("Upload-Metadata", Tus.Named("hello.txt")));
        using var answer = await app.As(user).SendAsync(request.WithBytes(Api.Hello));

        var file = await answer.ShouldBeAsync<FileAnswer>(HttpStatusCode.Created);
        Assert.Equal((file.Id, Api.Hello.Length), (answer.FileId(), answer.Offset()));
        Assert.Equal(("hello.txt", Tus.Hash(Api.Hello)), (file.Name, file.Sha256));
        Assert.Equal(Api.Hello, await app.AsService().GetByteArrayAsync($"/internal/files/{file.Id}/content"));
    }

    [Fact]
    public async Task The_first_bytes_may_come_with_the_beginning()
    {
        var client = app.As(user);
        var request = Tus.Request(HttpMethod.Post, Tus.Address, ("Upload-Length", "100"));
        using var begun = await client.SendAsync(request.WithBytes(Tus.Text(30)));

        Assert.Equal((HttpStatusCode.Created, 30), (begun.StatusCode, begun.Offset()));
        Assert.Null(begun.Header("X-File-Id"));
        using var rest = await client.PatchAsync(begun.Headers.Location!.ToString(), 30, Tus.Text(100)[30..]);
        Assert.Equal("file", (await client.GetFileAsync(rest.FileId())).Name);
    }

    [Fact]
    public async Task How_far_it_is_can_be_asked_at_any_time()
    {
        var client = app.As(user);
        var upload = await client.BeginAsync(100, "notes.txt");
        using var patched = await client.PatchAsync(upload, 0, Tus.Text(40));

        using var answer = await client.HeadAsync(upload);

        Assert.Equal((40, "100", Tus.Named("notes.txt"), "no-store"),
            (answer.Offset(), answer.Header("Upload-Length"), answer.Header("Upload-Metadata"), answer.Header("Cache-Control")));
        Assert.Equal(patched.Header("Upload-Expires"), answer.Header("Upload-Expires"));
        Assert.Equal("1.0.0", answer.Header("Tus-Resumable"));
        var expires = DateTimeOffset.Parse(answer.Header("Upload-Expires")!, System.Globalization.CultureInfo.InvariantCulture);
        Assert.InRange(expires - app.Clock.GetUtcNow(), TimeSpan.FromHours(23.9), TimeSpan.FromHours(24));
    }

    [Fact]
    public async Task One_that_is_finished_says_its_file_again_and_takes_no_byte_twice()
    {
        var client = app.As(user);
        var bytes = Tus.Text(100);
        var upload = await client.BeginAsync(100);
        using var last = await client.PatchAsync(upload, 0, bytes);

        using var asked = await client.HeadAsync(upload);
        using var repeated = await client.PatchAsync(upload, 0, bytes);
        using var nothingMore = await client.PatchAsync(upload, 100, []);

        await repeated.ShouldFailAsync(HttpStatusCode.Conflict, "CONFLICT");
        Assert.Equal(HttpStatusCode.NoContent, nothingMore.StatusCode);
        Assert.All([asked, repeated, nothingMore], answer => Assert.Equal((100, last.FileId()), (answer.Offset(), answer.FileId())));
        Assert.Equal(1, await app.CountAsync($"files where user_id = '{user}'"));
    }

    [Fact]
    public async Task A_client_that_has_only_POST_says_what_it_means()
    {
        var client = app.As(user);
        var upload = await client.BeginAsync(10);

        using var patched = await client.SendAsync(Tus.Request(HttpMethod.Post, upload, ("X-HTTP-Method-Override", "PATCH"), ("Upload-Offset", "0")).WithBytes(Tus.Text(4)));
        using var ended = await client.SendAsync(Tus.Request(HttpMethod.Post, upload, ("X-HTTP-Method-Override", "DELETE")));

        Assert.Equal((HttpStatusCode.NoContent, 4), (patched.StatusCode, patched.Offset()));
        Assert.Equal(HttpStatusCode.NoContent, ended.StatusCode);
    }

    [Fact]
    public async Task One_that_is_terminated_is_gone_with_its_bytes()
    {
        var client = app.As(user);
        var upload = await client.BeginAsync(2 * Megabyte);
        const int sent = Megabyte + 17; // by this length it is told from what other tests have stored
        using var patched = await client.PatchAsync(upload, 0, Tus.Text(sent));
        var part = Assert.Single(app.StoredBytes, file => file.Length == sent && file.Directory!.Name != "incoming");

        using var ended = await client.SendAsync(Tus.Request(HttpMethod.Delete, upload));

        Assert.Equal(HttpStatusCode.NoContent, ended.StatusCode);
        using var after = await client.HeadAsync(upload);
        Assert.Equal(HttpStatusCode.NotFound, after.StatusCode);
        await Eventually.BeTrueAsync(() => Task.FromResult(!File.Exists(part.FullName)), "the bytes' end");
    }

    [Fact]
    public async Task A_creation_whose_answer_was_lost_is_the_same_upload_the_next_time()
    {
        var client = app.As(user);
        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => CreateAsync(Api.Hello, Api.Hello.Length)));
        var files = answers.Select(answer => answer.FileId()).ToHashSet();

        Assert.All(answers, answer => Assert.Equal((HttpStatusCode.Created, Api.Hello.Length), (answer.StatusCode, answer.Offset())));
        Assert.Equal(files.Single(), (await answers[^1].ShouldBeAsync<FileAnswer>(HttpStatusCode.Created)).Id);
        Assert.Equal(1, await app.CountAsync($"files where user_id = '{user}'"));
        using var other = await CreateAsync(Api.Hello, 1000);
        await other.ShouldFailAsync(HttpStatusCode.UnprocessableEntity, "IDEMPOTENCY_KEY_REUSED");

        Task<HttpResponseMessage> CreateAsync(byte[] bytes, int size) => client.SendAsync(
            Tus.Request(HttpMethod.Post, Tus.Address, ("Upload-Length", $"{size}"), ("Upload-Metadata", Tus.Named("a.txt")), ("Idempotency-Key", "once")).WithBytes(bytes));
    }

    [Fact]
    public async Task Of_two_who_append_at_once_one_does()
    {
        var client = app.As(user);
        var bytes = Tus.Text(Megabyte);
        var upload = await client.BeginAsync(bytes.Length);

        foreach (var from in (int[])[0, 500_000])
        {
            var to = from == 0 ? 500_000 : bytes.Length;
            var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => client.PatchAsync(upload, from, bytes[from..to])));

            Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.NoContent);
            Assert.Equal(5, answers.Count(answer => answer.StatusCode == HttpStatusCode.Conflict));
            Assert.Equal(to, await client.OffsetAsync(upload));
        }

        using var done = await client.HeadAsync(upload);
        Assert.Equal(Tus.Hash(bytes), (await client.GetFileAsync(done.FileId())).Sha256);
        Assert.Equal(1, await app.CountAsync($"files where user_id = '{user}'"));
    }
}
