using System.Net;
using System.Net.Http.Json;
using System.Text;
using SwipeReview.Contracts.Storage;
using SwipeReview.ServiceDefaults.Api;
using SwipeReview.Storage.Tests.Support;
using SwipeReview.Testing;

namespace SwipeReview.Storage.Tests.Files;

public sealed class OwnFilesTests(StorageApp app) : IClassFixture<StorageApp>
{
    private readonly Guid user = Guid.CreateVersion7();

    [Fact]
    public async Task A_list_is_read_page_by_page_newest_first()
    {
        var client = app.As(user);
        var uploaded = new List<Guid>();
        for (var n = 0; n < 5; n++)
        {
            uploaded.Add((await client.UploadAsync(Encoding.UTF8.GetBytes($"Text {n}."))).Id);
            await Task.Delay(2); // ids of one millisecond are in no order
        }

        var (read, cursor) = (new List<Guid>(), (string?)null);
        do
        {
            var page = (await client.GetFromJsonAsync<Page<FileAnswer>>($"/api/v1/uploads?limit=2&cursor={cursor}", ApiJson.Options))!;
            Assert.InRange(page.Items.Count, 1, 2);
            read.AddRange(page.Items.Select(file => file.Id));
            cursor = page.NextCursor;
        }
        while (cursor is not null);

        uploaded.Reverse();
        Assert.Equal(uploaded, read);
    }

    [Theory]
    [InlineData("?cursor=nonsense")]
    [InlineData("?limit=0")]
    [InlineData("?limit=201")]
    [InlineData("?limit=many")]
    public async Task A_page_that_can_not_be_is_refused(string query)
    {
        using var answer = await app.As(user).GetAsync($"/api/v1/uploads{query}");

        await answer.ShouldFailAsync(HttpStatusCode.BadRequest, "VALIDATION_ERROR");
    }

    [Fact]
    public async Task A_deleted_file_is_gone_at_once_with_its_bytes()
    {
        var deleted = await app.TapAsync<FileDeleted>();
        var client = app.As(user);
        var before = app.StoredBytes.Count();
        var file = await client.UploadAsync(Api.Hello);
        Assert.Equal(before + 1, app.StoredBytes.Count());

        using var answer = await client.DeleteAsync($"/api/v1/uploads/{file.Id}");

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Equal(before, app.StoredBytes.Count());
        using var get = await client.GetAsync($"/api/v1/uploads/{file.Id}");
        using var again = await client.DeleteAsync($"/api/v1/uploads/{file.Id}");
        using var content = await app.AsService().GetAsync($"/internal/files/{file.Id}/content");
        var list = await client.GetFromJsonAsync<Page<FileAnswer>>("/api/v1/uploads", ApiJson.Options);
        await get.ShouldFailAsync(HttpStatusCode.NotFound, "NOT_FOUND");
        await again.ShouldFailAsync(HttpStatusCode.NotFound, "NOT_FOUND");
        await content.ShouldFailAsync(HttpStatusCode.NotFound, "NOT_FOUND");
        Assert.Empty(list!.Items);
        Assert.Equal(user, (await deleted.GetAsync(one => one.FileId == file.Id)).UserId);
        Assert.Equal(1, await app.CountAsync($"files where id = '{file.Id}' and deleted_at is not null"));
        Assert.Equal(0, await app.CountAsync("doomed_objects"));
    }

    [Fact]
    public async Task A_file_deleted_by_many_at_once_is_announced_once()
    {
        var deleted = await app.TapAsync<FileDeleted>();
        var client = app.As(user);
        var file = await client.UploadAsync(Api.Hello);

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ => (await client.DeleteAsync($"/api/v1/uploads/{file.Id}")).StatusCode));

        Assert.Single(answers, HttpStatusCode.NoContent);
        Assert.All(answers, status => Assert.True(status is HttpStatusCode.NoContent or HttpStatusCode.NotFound, status.ToString()));
        await deleted.GetAsync(one => one.FileId == file.Id);
        await Task.Delay(300);
        Assert.Single(deleted.Seen, one => one.FileId == file.Id);
    }

    [Fact]
    public async Task A_stranger_finds_nothing()
    {
        var file = await app.As(user).UploadAsync(Api.Hello);
        var stranger = app.As(Guid.CreateVersion7());

        using var get = await stranger.GetAsync($"/api/v1/uploads/{file.Id}");
        using var delete = await stranger.DeleteAsync($"/api/v1/uploads/{file.Id}");
        var list = await stranger.GetFromJsonAsync<Page<FileAnswer>>("/api/v1/uploads", ApiJson.Options);
        using var content = await stranger.GetAsync($"/internal/files/{file.Id}/content");
        using var anonymous = await app.Anonymous().GetAsync($"/api/v1/uploads/{file.Id}");

        await get.ShouldFailAsync(HttpStatusCode.NotFound, "NOT_FOUND");
        await delete.ShouldFailAsync(HttpStatusCode.NotFound, "NOT_FOUND");
        Assert.Empty(list!.Items);
        await content.ShouldFailAsync(HttpStatusCode.Forbidden, "FORBIDDEN");
        await anonymous.ShouldFailAsync(HttpStatusCode.Unauthorized, "UNAUTHENTICATED");
        Assert.Equal(file, await app.As(user).GetFromJsonAsync<FileAnswer>($"/api/v1/uploads/{file.Id}", ApiJson.Options));
    }

    [Fact]
    public async Task Row_level_security_hides_a_row_from_a_connection_that_serves_another()
    {
        await app.As(user).UploadAsync(Api.Hello);

        Assert.Equal(1, await app.CountAsync($"files where user_id = '{user}'", servesUser: user.ToString()));
        Assert.Equal(0, await app.CountAsync($"files where user_id = '{user}'", servesUser: Guid.CreateVersion7().ToString()));
        Assert.Equal(0, await app.CountAsync($"files where user_id = '{user}'", servesUser: ""));
    }
}
