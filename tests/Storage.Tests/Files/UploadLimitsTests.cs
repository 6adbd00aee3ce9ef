using System.Net;
using SwipeReview.Storage.Tests.Support;
using SwipeReview.Testing;

namespace SwipeReview.Storage.Tests.Files;

public sealed class UploadLimitsTests(Infrastructure infrastructure) : IAsyncLifetime
{
    private readonly StorageApp app = new(infrastructure);

    public async ValueTask InitializeAsync()
    {
        app.Settings["Storage:Uploads:MaxFiles"] = "2";
        app.Settings["Storage:Uploads:MaxFileBytes"] = "1000";
        app.Settings["Storage:Uploads:MaxTotalBytes"] = "1500";
        await app.InitializeAsync();
    }

    [Fact]
    public async Task Storage_that_is_full_takes_no_more_until_something_is_deleted()
    {
        var client = app.As(Guid.CreateVersion7());
        var first = await client.UploadAsync(Bytes(800));

        using var tooManyBytes = await client.PostFileAsync(Bytes(800));
        await client.UploadAsync(Bytes(10));
        using var tooManyFiles = await client.PostFileAsync(Bytes(10));
        await client.DeleteAsync($"/api/v1/uploads/{first.Id}");
        await client.UploadAsync(Bytes(800));
        await app.As(Guid.CreateVersion7()).UploadAsync(Bytes(800));

        var error = await tooManyBytes.ShouldFailAsync(HttpStatusCode.Conflict, "CONFLICT");
        Assert.Equal(1500, error.GetProperty("details").GetProperty("maxBytes").GetInt64());
        await tooManyFiles.ShouldFailAsync(HttpStatusCode.Conflict, "CONFLICT");
    }

    [Fact]
    public async Task A_size_is_told_as_far_as_it_was_counted()
    {
        var client = app.As(Guid.CreateVersion7());

        using var counted = await client.PostFileAsync(Bytes(1_700));
        using var announced = await client.PostFileAsync(Bytes(500_000));

        var known = await counted.ShouldFailAsync(HttpStatusCode.RequestEntityTooLarge, "PAYLOAD_TOO_LARGE");
        Assert.Equal(1_700, known.GetProperty("details").GetProperty("actualSize").GetInt64());
        var unknown = await announced.ShouldFailAsync(HttpStatusCode.RequestEntityTooLarge, "PAYLOAD_TOO_LARGE");
        Assert.False(unknown.GetProperty("details").TryGetProperty("actualSize", out _));
    }

    private static byte[] Bytes(int count) => [.. Enumerable.Repeat((byte)'a', count)];

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
