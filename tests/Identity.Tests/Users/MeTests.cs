using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Npgsql;
using SwipeReview.Contracts.Identity;
using SwipeReview.Identity.Tests.Support;
using SwipeReview.Testing;

namespace SwipeReview.Identity.Tests.Users;

public sealed class MeTests(IdentityApp app) : IClassFixture<IdentityApp>
{
    private const string Me = "/api/v1/users/me";
    private const string Preferences = "/api/v1/users/me/preferences";

    private readonly HttpClient client = app.Client();

    [Theory]
    [InlineData("GET", Me)]
    [InlineData("PUT", Me)]
    [InlineData("DELETE", Me)]
    [InlineData("GET", Preferences)]
    [InlineData("PUT", Preferences)]
    public async Task Without_a_token_nothing_is_told(string method, string path)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = JsonContent.Create(new { }) };
        using var answer = await client.SendAsync(request);

        await answer.ShouldFailAsync(HttpStatusCode.Unauthorized, "UNAUTHENTICATED");
    }

    [Fact]
    public async Task A_name_is_changed_and_taken_away()
    {
        var me = app.As(await client.NewSessionAsync());

        using var named = await me.PutAsJsonAsync(Me, new { displayName = " Grace " });
        using var read = await me.GetAsync(Me);
        using var unnamed = await me.PutAsJsonAsync(Me, new { displayName = "" });

        Assert.Equal("Grace", (await named.ShouldBeAsync<UserAnswer>(HttpStatusCode.OK)).DisplayName);
        Assert.Equal("Grace", (await read.ShouldBeAsync<UserAnswer>(HttpStatusCode.OK)).DisplayName);
        Assert.Null((await unnamed.ShouldBeAsync<UserAnswer>(HttpStatusCode.OK)).DisplayName);
    }

    [Fact]
    public async Task A_name_of_more_than_100_characters_is_refused()
    {
        using var answer = await app.As(await client.NewSessionAsync()).PutAsJsonAsync(Me, new { displayName = new string('n', 101) });

        await answer.ShouldFailAsync(HttpStatusCode.BadRequest, "VALIDATION_ERROR");
    }

    [Fact]
    public async Task Settings_come_back_as_they_were_saved_and_only_to_their_owner()
    {
        var me = app.As(await client.NewSessionAsync());
        var another = app.As(await client.NewSessionAsync());
        const string settings = """{"theme":"dark","keys":{"accept":"ArrowRight"},"order":[3,1,2],"odd":"\u0000"}""";

        Assert.Equal("{}", await me.GetStringAsync(Preferences));
        using var saved = await PutAsync(me, settings);
        Assert.Equal(HttpStatusCode.OK, saved.StatusCode);

        Assert.True(JsonElement.DeepEquals(Parse(settings), Parse(await me.GetStringAsync(Preferences))));
        Assert.True(JsonElement.DeepEquals(Parse(settings), Parse(await me.GetStringAsync(Preferences))));
        Assert.Equal("{}", await another.GetStringAsync(Preferences));
        using var replaced = await PutAsync(me, """{"theme":"light"}""");
        Assert.Equal("""{"theme":"light"}""", await me.GetStringAsync(Preferences));
    }

    [Fact]
    public async Task Settings_are_cached_for_an_hour_and_fresh_after_a_save()
    {
        var account = await client.NewAccountAsync();
        var me = app.As(await client.SignInAsync(account));
        using var saved = await PutAsync(me, """{"n":1}""");
        Assert.Equal("""{"n":1}""", await me.GetStringAsync(Preferences));

        await app.QueryAsync("update user_preferences set settings = '{\"n\":2}' where user_id = $1 returning 1", account.Id);

        Assert.Equal("""{"n":1}""", await me.GetStringAsync(Preferences));
        using var again = await PutAsync(me, """{"n":3}""");
        Assert.Equal("""{"n":3}""", await me.GetStringAsync(Preferences));
    }

    [Fact]
    public async Task Two_first_saves_at_once_both_succeed()
    {
        var me = app.As(await client.NewSessionAsync());

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(n => PutAsync(me, $$"""{"n":{{n}}}""")));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("7")]
    [InlineData("{\"a\":1,\"a\":2}")]
    [InlineData("{\"half\":\"\\ud800\"}")]
    [InlineData("{")]
    [InlineData("")]
    public async Task What_is_no_object_is_refused(string settings)
    {
        using var answer = await PutAsync(app.As(await client.NewSessionAsync()), settings);

        await answer.ShouldFailAsync(HttpStatusCode.BadRequest, "VALIDATION_ERROR");
    }

    [Fact]
    public async Task Settings_larger_than_16_KB_are_refused()
    {
        using var answer = await PutAsync(app.As(await client.NewSessionAsync()), $$"""{"a":"{{new string('a', 16 * 1024)}}"}""");

        await answer.ShouldFailAsync(HttpStatusCode.BadRequest, "VALIDATION_ERROR");
    }

    [Fact]
    public async Task Erasing_takes_the_person_away_and_tells_the_others()
    {
        var tap = await MessageTap<UserDeleted>.ConnectAsync(app.Bus);
        var account = await client.NewAccountAsync();
        var session = await client.SignInAsync(account);
        var me = app.As(session);
        using var settings = await PutAsync(me, """{"theme":"dark"}""");
        await me.GetStringAsync(Preferences);

        using var erased = await me.DeleteAsync(Me);

        Assert.Equal(HttpStatusCode.NoContent, erased.StatusCode);
        await tap.GetAsync(message => message.UserId == account.Id);
        using var profile = await me.GetAsync(Me);
        await profile.ShouldFailAsync(HttpStatusCode.Unauthorized, "UNAUTHENTICATED");
        using var save = await PutAsync(me, "{}");
        await save.ShouldFailAsync(HttpStatusCode.Unauthorized, "UNAUTHENTICATED");
        using var again = await me.DeleteAsync(Me);
        await again.ShouldFailAsync(HttpStatusCode.Unauthorized, "UNAUTHENTICATED");
        using var refresh = await client.RefreshAsync(session.RefreshToken);
        await refresh.ShouldFailAsync(HttpStatusCode.Unauthorized, "UNAUTHENTICATED");
        using var login = await client.LoginAsync(account.Email);
        await login.ShouldFailAsync(HttpStatusCode.Unauthorized, "UNAUTHENTICATED");
        Assert.Equal("{}", await me.GetStringAsync(Preferences));
        Assert.Equal(0L, await app.QueryAsync("select count(*) from users where id = $1 and (email is not null or password_hash is not null or display_name is not null)", account.Id));
        Assert.Equal(0L, await app.QueryAsync("select count(*) from user_preferences where user_id = $1", account.Id));
    }

    [Fact]
    public async Task An_erased_persons_email_is_free_again()
    {
        var account = await client.NewAccountAsync();
        using var erased = await app.As(await client.SignInAsync(account)).DeleteAsync(Me);

        using var answer = await client.RegisterAsync(account.Email);

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
    }

    [Fact]
    public async Task The_database_shows_a_persons_request_only_their_own_rows()
    {
        var account = await client.NewAccountAsync();
        await client.NewSessionAsync();
        await using var connection = await app.OpenDatabaseAsync(seeing: account.Id.ToString());
        foreach (var (table, owner) in (ReadOnlySpan<(string, string)>)[("users", "id"), ("sessions", "user_id"), ("user_preferences", "user_id")])
        {
            using var command = new NpgsqlCommand($"select count(*) from {table} where {owner} <> $1", connection) { Parameters = { new() { Value = account.Id } } };
            Assert.Equal(0L, command.ExecuteScalar());
        }
    }

    private static async Task<HttpResponseMessage> PutAsync(HttpClient client, string settings)
    {
        using var content = new StringContent(settings, Encoding.UTF8, "application/json");
        return await client.PutAsync(Preferences, content);
    }

    private static JsonElement Parse(string json) => JsonElement.Parse(json);
}
