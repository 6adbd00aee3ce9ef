using System.Net;
using SwipeReview.Contracts.Identity;
using SwipeReview.Storage.Tests.Support;
using SwipeReview.Testing;

namespace SwipeReview.Storage.Tests.Uploads;

/// <summary>How much may be unfinished, for how long, and what ends it.</summary>
public sealed class UploadRoomTests(Infrastructure infrastructure) : IAsyncLifetime
{
    private readonly StorageApp app = new(infrastructure);
    private readonly Guid user = Guid.CreateVersion7();

    public async ValueTask InitializeAsync()
    {
        app.Settings["Storage:Uploads:MaxFileBytes"] = "1000";
        app.Settings["Storage:Uploads:MaxUnfinishedBytes"] = "1500";
        app.Settings["Storage:Uploads:MaxTotalBytes"] = "2000";
        app.Settings["Storage:Uploads:UnfinishedFor"] = "00:10:00";
        await app.InitializeAsync();
    }

    [Fact]
    public async Task Unfinished_uploads_count_by_the_sizes_that_they_announced()
    {
        var client = app.As(user);
        var first = await client.BeginAsync(900);

        using var tooMuch = await client.SendAsync(Tus.Request(HttpMethod.Post, Tus.Address, ("Upload-Length", "700")));
        await app.As(Guid.CreateVersion7()).BeginAsync(700);
        using var finished = await client.PatchAsync(first, 0, Tus.Text(900));
        await client.BeginAsync(700);
        using var full = await client.SendAsync(Tus.Request(HttpMethod.Post, Tus.Address, ("Upload-Length", "500")));

        var error = await tooMuch.ShouldFailAsync(HttpStatusCode.Conflict, "CONFLICT");
        Assert.Equal(1500, error.GetProperty("details").GetProperty("maxBytes").GetInt64());
        var storage = await full.ShouldFailAsync(HttpStatusCode.Conflict, "CONFLICT");
        Assert.Equal(2000, storage.GetProperty("details").GetProperty("maxBytes").GetInt64());
    }

    [Fact]
    public async Task One_that_nobody_goes_on_with_expires_and_each_part_gives_it_more_time()
    {
        var client = app.As(user);
        var abandoned = await client.BeginAsync(100);
        var continued = await client.BeginAsync(100);
        using var part = await client.PatchAsync(abandoned, 0, Tus.Text(50));
        using (app.Clock.Later(TimeSpan.FromMinutes(8)))
        {
            using var more = await client.PatchAsync(continued, 0, Tus.Text(50));
        }

        using (app.Clock.Later(TimeSpan.FromMinutes(11)))
        {
            using var over = await client.HeadAsync(abandoned);
            using var late = await client.PatchAsync(abandoned, 50, Tus.Text(50));
            Assert.Equal(HttpStatusCode.NotFound, over.StatusCode);
            await late.ShouldFailAsync(HttpStatusCode.NotFound, "NOT_FOUND");
            await Eventually.BeTrueAsync(async () => await app.CountAsync("uploads") == 1 && app.StoredBytes.Count() == 1, "the sweep");
            Assert.Equal(50, await client.OffsetAsync(continued));
        }
    }

    [Fact]
    public async Task An_erased_person_leaves_no_upload_behind()
    {
        var client = app.As(user);
        var upload = await client.BeginAsync(100, "secret name.txt");
        using var part = await client.PatchAsync(upload, 0, Tus.Text(50));
        var other = await app.As(Guid.CreateVersion7()).BeginAsync(10);

        await app.Bus.Publish(new UserDeleted(user, app.Clock.GetUtcNow()));

        await Eventually.BeTrueAsync(async () => await app.CountAsync("uploads") == 1 && await app.CountAsync("upload_parts") == 0, "the rows' end");
        await Eventually.BeTrueAsync(() => Task.FromResult(!app.StoredBytes.Any()), "the bytes' end");
        Assert.NotNull(other);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
