using System.Net;
using System.Text.Json;
using SwipeReview.Identity.Sessions;
using SwipeReview.Identity.Tests.Support;
using SwipeReview.Testing;

namespace SwipeReview.Identity.Tests.Sessions;

public sealed class SessionListTests(IdentityApp app) : IClassFixture<IdentityApp>
{
    private const string Path = "/api/v1/users/me/sessions";

    private readonly HttpClient client = app.Client();

    [Fact]
    public async Task A_person_sees_where_they_are_signed_in_and_which_of_it_is_here()
    {
        var account = await client.NewAccountAsync();
        using var phone = app.Client();
        phone.DefaultRequestHeaders.UserAgent.ParseAdd("Mozilla/5.0 (Android 15; Mobile; rv:141.0) Gecko/141.0 Firefox/141.0");
        var onPhone = await phone.SignInAsync(account);
        var here = await client.SignInAsync(account);
        await client.NewSessionAsync(); // a stranger's

        var sessions = await ListAsync(app.As(here));

        Assert.Equal([true, false], sessions.Select(session => session.GetProperty("isCurrent").GetBoolean()));
        Assert.Equal("Firefox · Android", sessions[1].GetProperty("device").GetString());
        Assert.Equal([false, true], (await ListAsync(app.As(onPhone))).Select(session => session.GetProperty("isCurrent").GetBoolean()));
    }

    [Fact]
    public async Task Renewing_the_tokens_is_being_seen()
    {
        var session = await client.NewSessionAsync();
        var first = Assert.Single(await ListAsync(app.As(session)));
        using (app.Clock.Later(TimeSpan.FromMinutes(5)))
        {
            using var renewed = await client.RefreshAsync(session.RefreshToken);
        }

        var second = Assert.Single(await ListAsync(app.As(session)));

        Assert.Equal(first.GetProperty("createdAt").GetDateTimeOffset(), second.GetProperty("createdAt").GetDateTimeOffset());
        Assert.True(second.GetProperty("lastSeenAt").GetDateTimeOffset() - first.GetProperty("lastSeenAt").GetDateTimeOffset() >= TimeSpan.FromMinutes(5));
    }

    [Fact]
    public async Task One_is_ended_and_all_others_are()
    {
        var account = await client.NewAccountAsync();
        var sessions = new List<SessionAnswer>();
        for (var n = 0; n < 4; n++)
        {
            sessions.Add(await client.SignInAsync(account));
        }

        using var me = app.As(sessions[3]);
        var oldest = (await ListAsync(me))[^1].GetProperty("id").GetGuid();

        using var one = await me.DeleteAsync($"{Path}/{oldest}");
        using var again = await me.DeleteAsync($"{Path}/{oldest}");
        Assert.Equal(HttpStatusCode.NoContent, one.StatusCode);
        await again.ShouldFailAsync(HttpStatusCode.NotFound, "NOT_FOUND");
        Assert.Equal(3, (await ListAsync(me)).Count);
        using var others = await me.DeleteAsync(Path);

        Assert.Equal(HttpStatusCode.NoContent, others.StatusCode);
        Assert.True(Assert.Single(await ListAsync(me)).GetProperty("isCurrent").GetBoolean());
        foreach (var ended in sessions.Take(3))
        {
            using var refresh = await client.RefreshAsync(ended.RefreshToken);
            await refresh.ShouldFailAsync(HttpStatusCode.Unauthorized, "UNAUTHENTICATED");
        }
    }

    [Fact]
    public async Task A_strangers_session_is_not_found()
    {
        using var owner = app.As(await client.NewSessionAsync());
        var id = Assert.Single(await ListAsync(owner)).GetProperty("id").GetGuid();

        using var answer = await app.As(await client.NewSessionAsync()).DeleteAsync($"{Path}/{id}");

        await answer.ShouldFailAsync(HttpStatusCode.NotFound, "NOT_FOUND");
        Assert.Single(await ListAsync(owner));
    }

    [Fact]
    public async Task The_list_comes_in_pages()
    {
        var account = await client.NewAccountAsync();
        for (var n = 0; n < 2; n++)
        {
            await client.SignInAsync(account);
        }

        using var me = app.As(await client.SignInAsync(account));
        var seen = new List<Guid>();
        string? cursor = null;
        do
        {
            using var answer = await me.GetAsync($"{Path}?limit=2&cursor={cursor}");
            var page = await answer.ShouldBeAsync<JsonElement>(HttpStatusCode.OK);
            seen.AddRange(page.GetProperty("items").EnumerateArray().Select(session => session.GetProperty("id").GetGuid()));
            cursor = page.GetProperty("nextCursor").GetString();
        }
        while (cursor is not null);

        Assert.Equal(3, seen.Distinct().Count());
        Assert.Equal(3, seen.Count);
    }

    [Theory]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0", "Edge · Windows")]
    [InlineData("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15", "Safari · macOS")]
    [InlineData("Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/140.0.0 Mobile/15E148 Safari/604.1", "Chrome · iPhone")]
    [InlineData("Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0", "Firefox · Linux")]
    [InlineData("curl/8.9.1", "curl")]
    [InlineData("<script>/1", "script")]
    [InlineData("///", "?")]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void A_device_is_described_in_a_few_words(string? userAgent, string? expected) => Assert.Equal(expected, Device.Describe(userAgent));

    private static async Task<IReadOnlyList<JsonElement>> ListAsync(HttpClient person)
    {
        using var answer = await person.GetAsync(Path);
        return [.. (await answer.ShouldBeAsync<JsonElement>(HttpStatusCode.OK)).GetProperty("items").EnumerateArray()];
    }
}
