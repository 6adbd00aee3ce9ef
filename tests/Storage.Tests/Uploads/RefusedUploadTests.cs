using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using SwipeReview.Storage.Tests.Support;
using SwipeReview.Testing;

namespace SwipeReview.Storage.Tests.Uploads;

/// <summary>Each refusal of the protocol, in the envelope, and what is left after it.</summary>
public sealed class RefusedUploadTests(StorageApp app) : IClassFixture<StorageApp>
{
    private readonly Guid user = Guid.CreateVersion7();

    [Theory]
    [InlineData("POST")]
    [InlineData("HEAD")]
    [InlineData("PATCH")]
    [InlineData("DELETE")]
    public async Task Another_version_of_the_protocol_is_refused(string method)
    {
        var client = app.As(user);
        var upload = await client.BeginAsync(10);
        foreach (var version in (string[])["0.2.2", ""])
        {
            var request = Tus.Request(new HttpMethod(method), method == "POST" ? Tus.Address : upload, ("Upload-Length", "10"), ("Upload-Offset", "0"));
            request.Headers.Remove("Tus-Resumable");
            if (version.Length > 0)
            {
                request.Headers.Add("Tus-Resumable", version);
            }

            using var answer = await client.SendAsync(request);

            Assert.Equal((HttpStatusCode.PreconditionFailed, "1.0.0"), (answer.StatusCode, answer.Header("Tus-Version")));
        }

        Assert.Equal(0, await client.OffsetAsync(upload));
    }

    [Theory]
    [InlineData("Upload-Metadata", "filename YQ==", 400, "VALIDATION_ERROR")] // no length
    [InlineData("Upload-Length", "-5", 400, "VALIDATION_ERROR")]
    [InlineData("Upload-Length", "1e3", 400, "VALIDATION_ERROR")]
    [InlineData("Upload-Length", "0", 400, "VALIDATION_ERROR")]
    [InlineData("Upload-Length", "52428801", 413, "PAYLOAD_TOO_LARGE")]
    [InlineData("Upload-Defer-Length", "1", 400, "VALIDATION_ERROR")]
    [InlineData("Upload-Length,Upload-Concat", "10,partial", 400, "VALIDATION_ERROR")]
    [InlineData("Upload-Length,Upload-Metadata", "10,filename not*base64", 400, "VALIDATION_ERROR")]
    [InlineData("Upload-Length,Upload-Metadata", "10,filename YQ==;filename YQ==", 400, "VALIDATION_ERROR")]
    public async Task A_beginning_that_can_not_be_is_refused(string names, string values, int status, string code)
    {
        var headers = names.Split(',').Zip(values.Split(','), (name, value) => (name, value.Replace(';', ','))).ToArray();

        using var answer = await app.As(user).SendAsync(Tus.Request(HttpMethod.Post, Tus.Address, headers));

        await answer.ShouldFailAsync((HttpStatusCode)status, code);
        Assert.Equal("1.0.0", answer.Header("Tus-Resumable"));
        Assert.Equal(0, await app.CountAsync($"uploads where user_id = '{user}'"));
    }

    [Fact]
    public async Task Bytes_come_as_the_protocol_says_and_from_where_the_upload_is()
    {
        var client = app.As(user);
        var upload = await client.BeginAsync(100);
        using var first = await client.PatchAsync(upload, 0, Tus.Text(10));

        using var form = await client.SendAsync(Tus.Request(HttpMethod.Patch, upload, ("Upload-Offset", "10")).WithBytes(Tus.Text(5), "application/octet-stream"));
        using var posted = await client.SendAsync(Tus.Request(HttpMethod.Post, Tus.Address, ("Upload-Length", "5")).WithBytes(Tus.Text(5), "text/plain"));
        using var gap = await client.PatchAsync(upload, 11, Tus.Text(5));
        using var overlap = await client.PatchAsync(upload, 9, Tus.Text(5));
        using var nowhere = await client.SendAsync(Tus.Request(HttpMethod.Patch, upload).WithBytes(Tus.Text(5)));

        await form.ShouldFailAsync(HttpStatusCode.UnsupportedMediaType, "UNSUPPORTED_MEDIA_TYPE");
        await posted.ShouldFailAsync(HttpStatusCode.UnsupportedMediaType, "UNSUPPORTED_MEDIA_TYPE");
        foreach (var answer in (HttpResponseMessage[])[gap, overlap, nowhere])
        {
            var error = await answer.ShouldFailAsync(HttpStatusCode.Conflict, "CONFLICT");
            Assert.Equal(10, error.GetProperty("details").GetProperty("offset").GetInt64());
        }

        Assert.Equal(10, await client.OffsetAsync(upload));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task More_bytes_than_were_announced_are_not_taken(bool saysHowMany)
    {
        var client = app.As(user);
        var upload = await client.BeginAsync(100);
        using var first = await client.PatchAsync(upload, 0, Tus.Text(50));

        var request = Tus.Request(HttpMethod.Patch, upload, ("Upload-Offset", "50")).WithBytes(Tus.Text(51));
        request.Headers.TransferEncodingChunked = !saysHowMany;
        using var answer = await client.SendAsync(request);

        await answer.ShouldFailAsync(HttpStatusCode.RequestEntityTooLarge, "PAYLOAD_TOO_LARGE");
        Assert.Equal(50, await client.OffsetAsync(upload));
    }

    [Fact]
    public async Task A_checksum_that_does_not_hold_discards_the_bytes_and_one_that_holds_keeps_them()
    {
        var client = app.As(user);
        var bytes = Tus.Text(30);
        var upload = await client.BeginAsync(30);

        using var wrong = await client.PatchAsync(upload, 0, bytes[..10], ("Upload-Checksum", $"sha1 {Convert.ToBase64String(Sha1(bytes))}"));
        using var unknown = await client.PatchAsync(upload, 0, bytes[..10], ("Upload-Checksum", "md5 AAAA"));
        using var broken = await client.PatchAsync(upload, 0, bytes[..10], ("Upload-Checksum", "sha1"));
        Assert.Equal(0, await client.OffsetAsync(upload));
        using var one = await client.PatchAsync(upload, 0, bytes[..10], ("Upload-Checksum", $"sha1 {Convert.ToBase64String(Sha1(bytes[..10]))}"));
        using var two = await client.PatchAsync(upload, 10, bytes[10..], ("Upload-Checksum", $"sha256 {Convert.ToBase64String(SHA256.HashData(bytes[10..]))}"));

        await wrong.ShouldFailAsync((HttpStatusCode)460, "VALIDATION_ERROR");
        await unknown.ShouldFailAsync(HttpStatusCode.BadRequest, "VALIDATION_ERROR");
        await broken.ShouldFailAsync(HttpStatusCode.BadRequest, "VALIDATION_ERROR");
        Assert.Equal(10, one.Offset());
        Assert.Equal(Tus.Hash(bytes), (await client.GetFileAsync(two.FileId())).Sha256);
    }

    [Fact]
    public async Task An_upload_is_nobody_elses()
    {
        var owner = app.As(user);
        var stranger = app.As(Guid.CreateVersion7());
        var upload = await owner.BeginAsync(100);

        using var looked = await stranger.HeadAsync(upload);
        using var patched = await stranger.PatchAsync(upload, 0, Tus.Text(100));
        using var ended = await stranger.SendAsync(Tus.Request(HttpMethod.Delete, upload));
        using var anonymous = await app.Anonymous().SendAsync(Tus.Request(HttpMethod.Post, Tus.Address, ("Upload-Length", "5")));

        Assert.Equal(HttpStatusCode.NotFound, looked.StatusCode);
        Assert.Null(looked.Header("Upload-Offset"));
        await patched.ShouldFailAsync(HttpStatusCode.NotFound, "NOT_FOUND");
        await ended.ShouldFailAsync(HttpStatusCode.NotFound, "NOT_FOUND");
        await anonymous.ShouldFailAsync(HttpStatusCode.Unauthorized, "UNAUTHENTICATED");
        Assert.Equal("1.0.0", anonymous.Header("Tus-Resumable"));
        Assert.Equal(0, await owner.OffsetAsync(upload));
        Assert.Equal(0, await app.CountAsync($"uploads where user_id = '{user}'", servesUser: $"{Guid.CreateVersion7()}"));
    }

    [Fact]
    public async Task What_turns_out_to_be_no_file_for_review_ends_its_upload_and_leaves_nothing()
    {
        var client = app.As(user);
        byte[] program = [0x7F, 0x45, 0x4C, 0x46, 2, 1, 1, 0, 0, 0];
        var upload = await client.BeginAsync(program.Length, "program.txt");
        using var first = await client.PatchAsync(upload, 0, program[..4]);

        using var last = await client.PatchAsync(upload, 4, program[4..]);
        using var atOnce = await client.SendAsync(Tus.Request(HttpMethod.Post, Tus.Address, ("Upload-Length", $"{program.Length}")).WithBytes(program));

        var error = await last.ShouldFailAsync(HttpStatusCode.UnsupportedMediaType, "UNSUPPORTED_MEDIA_TYPE");
        Assert.Equal(JsonValueKind.Array, error.GetProperty("details").GetProperty("supported").ValueKind);
        await atOnce.ShouldFailAsync(HttpStatusCode.UnsupportedMediaType, "UNSUPPORTED_MEDIA_TYPE");
        Assert.Equal(0, await app.CountAsync($"uploads where user_id = '{user}'"));
        Assert.Equal(0, await app.CountAsync($"files where user_id = '{user}'"));
        await Eventually.BeTrueAsync(async () => await app.CountAsync("doomed_objects") == 0, "the end of the bytes");
    }

    private static byte[] Sha1(byte[] bytes)
    {
#pragma warning disable CA5350 // the checksum that tus asks every server for; nothing is kept secret by it
        return SHA1.HashData(bytes);
#pragma warning restore CA5350
    }
}
