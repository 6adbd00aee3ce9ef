using System.Net;
using System.Security.Cryptography;
using System.Text;
using SwipeReview.Storage.Tests.Support;
using SwipeReview.Testing;

namespace SwipeReview.Storage.Tests.Objects;

public sealed class S3ObjectStoreTests(Infrastructure infrastructure, S3Server s3) : IClassFixture<S3Server>, IAsyncLifetime
{
    private readonly StorageApp app = new(infrastructure);
    private readonly Guid user = Guid.CreateVersion7();

    public async ValueTask InitializeAsync()
    {
        Assert.SkipWhen(s3.WhyNot is not null, s3.WhyNot ?? "");
        app.Settings["Storage:ObjectStore:Kind"] = "S3";
        app.Settings["Storage:ObjectStore:S3:Endpoint"] = s3.Endpoint;
        app.Settings["Storage:ObjectStore:S3:Bucket"] = S3Server.Bucket;
        app.Settings["Storage:ObjectStore:S3:AccessKey"] = "S3RVER";
        app.Settings["Storage:ObjectStore:S3:SecretKey"] = "S3RVER";
        await app.InitializeAsync();
    }

    [Fact]
    public async Task A_file_is_stored_read_in_ranges_and_deleted()
    {
        var file = await app.As(user).UploadAsync(Encoding.ASCII.GetBytes("0123456789"));
        var path = $"/internal/files/{file.Id}/content";

        Assert.Equal("0123456789", await app.AsService().GetStringAsync(path));
        using var middle = await app.AsService().SendAsync(Api.Range(path, 3, 6));
        Assert.Equal((HttpStatusCode.PartialContent, "3456"), (middle.StatusCode, await middle.Content.ReadAsStringAsync()));

        await app.As(user).DeleteAsync($"/api/v1/uploads/{file.Id}");
        using var gone = await app.AsService().GetAsync(path);
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
        Assert.Equal(0, await app.CountAsync("doomed_objects"));
        Assert.Empty(app.StoredBytes);
    }

    [Fact]
    public async Task A_large_file_goes_up_in_parts_and_comes_back_whole()
    {
        var bytes = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(0, 500_000).Select(n => $"This is line number {n} of a long text.\n")));
        Assert.True(bytes.Length > 16 * 1024 * 1024);

        var file = await app.As(user).UploadAsync(bytes, "long.txt");

        var back = await app.AsService().GetByteArrayAsync($"/internal/files/{file.Id}/content");
        Assert.Equal(file.Sha256, Convert.ToHexStringLower(SHA256.HashData(back)));
        using var tail = await app.AsService().SendAsync(Api.Range($"/internal/files/{file.Id}/content", bytes.Length - 6, null));
        Assert.Equal("text.\n", await tail.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_file_that_comes_in_pieces_is_put_together_in_the_bucket()
    {
        var bytes = Tus.Text(2_000_000);

        var file = await app.As(user).SendInPiecesAsync(bytes, 700_000);

        Assert.Equal(Tus.Hash(bytes), file.Sha256);
        Assert.Equal(bytes, await app.AsService().GetByteArrayAsync($"/internal/files/{file.Id}/content"));
        await Eventually.BeTrueAsync(async () => await app.CountAsync("doomed_objects") == 0, "the end of the parts");
    }

    [Fact]
    public async Task A_store_that_refuses_leaves_neither_row_nor_promise()
    {
        app.Settings["Storage:ObjectStore:S3:Bucket"] = "no-such-bucket";
        await app.RestartAsync();

        using var answer = await app.As(user).PostFileAsync(Api.Hello);

        await answer.ShouldFailAsync(HttpStatusCode.ServiceUnavailable, "UNAVAILABLE");
        Assert.Equal(0, await app.CountAsync($"files where user_id = '{user}'"));
    }

    public ValueTask DisposeAsync() => s3.WhyNot is null ? app.DisposeAsync() : ValueTask.CompletedTask;
}
