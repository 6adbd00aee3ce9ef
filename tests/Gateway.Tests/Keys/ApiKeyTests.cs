using System.Net;
using System.Text.Json;
using SwipeReview.Gateway.Tests.Support;

namespace SwipeReview.Gateway.Tests.Keys;

public sealed class ApiKeyTests(GatewayApp app) : IClassFixture<GatewayApp>
{
    [Fact]
    public async Task A_key_reaches_the_service_as_its_person_and_stays_here_itself()
    {
        var (key, owner) = NewKey();
        using var client = WithKey(app.Client(), key);

        using var answer = await client.GetAsync("/api/v1/jobs");

        var echo = await answer.ShouldEchoAsync();
        Assert.Equal(owner, SubjectOf(echo.Headers["Authorization"]));
        Assert.False(echo.Headers.ContainsKey("X-Api-Key"));
    }

    [Fact]
    public async Task Identity_is_asked_once_for_all_who_come_at_once_and_for_those_who_come_soon_after()
    {
        var (key, _) = NewKey();
        using var client = WithKey(app.Client(), key);

        var answers = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => client.GetAsync("/api/v1/jobs")));
        using var later = await client.GetAsync("/api/v1/jobs");

        Assert.All(answers.Append(later), answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        Assert.Single(app.Identity.KeysAsked, asked => asked == key);
    }

    [Fact]
    public async Task A_revoked_key_stops_when_its_time_here_is_over()
    {
        var (key, _) = NewKey();
        using var gateway = app.Start(("Gateway:ApiKeys:Lifetime", "00:00:01"));
        using var client = WithKey(gateway.Anonymous(), key);
        using var before = await client.GetAsync("/api/v1/jobs");
        app.Identity.ApiKeys.TryRemove(key, out _);

        using var soon = await client.GetAsync("/api/v1/jobs");
        await Task.Delay(TimeSpan.FromSeconds(1.1));
        using var after = await client.GetAsync("/api/v1/jobs");

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (before.StatusCode, soon.StatusCode));
        await after.ShouldFailAsync(HttpStatusCode.Unauthorized, "UNAUTHENTICATED");
    }

    [Theory]
    [InlineData("sk_unknown")]
    [InlineData("sk_" + LongText)]
    public async Task A_bad_key_is_refused_where_a_person_is_needed_and_no_matter_elsewhere(string key)
    {
        using var client = WithKey(app.Client(), key);

        using var refused = await client.GetAsync("/api/v1/jobs");
        using var open = await client.PostAsync("/api/v1/receipts/verify", new ByteArrayContent([1]));

        await refused.ShouldFailAsync(HttpStatusCode.Unauthorized, "UNAUTHENTICATED");
        Assert.Equal(HttpStatusCode.OK, open.StatusCode);
    }

    [Fact]
    public async Task Bad_keys_count_for_their_address()
    {
        using var gateway = app.Start(("Gateway:Limits:PerAddress", "2"), ("ConnectionStrings:redis", "127.0.0.1:1"));

        var answers = await AskAsync(gateway.CreateClient, 4);

        Assert.Equal([HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized, HttpStatusCode.TooManyRequests, HttpStatusCode.TooManyRequests], answers);
    }

    [Fact]
    public async Task Guessing_is_stopped_before_it_reaches_Identity()
    {
        using var gateway = app.Start(("Gateway:Limits:KeysPerAddress", "3"), ("ConnectionStrings:redis", "127.0.0.1:1"));
        var asked = app.Identity.KeysAsked.Count;

        var answers = await AskAsync(gateway.CreateClient, 5);

        Assert.Equal(2, answers.Count(status => status == HttpStatusCode.TooManyRequests));
        Assert.Equal(3, app.Identity.KeysAsked.Count - asked);
    }

    [Fact]
    public async Task All_keys_of_a_person_share_their_limit()
    {
        var owner = Guid.CreateVersion7();
        var (first, _) = NewKey(owner);
        var (second, _) = NewKey(owner);
        using var gateway = app.Start(("Gateway:Limits:PerUser", "4"), ("ConnectionStrings:redis", "127.0.0.1:1"));
        var answers = new List<HttpStatusCode>();
        foreach (var key in (string[])[first, second, first, second, first])
        {
            using var client = WithKey(gateway.CreateClient(), key);
            using var answer = await client.GetAsync("/api/v1/jobs");
            answers.Add(answer.StatusCode);
        }

        Assert.Equal(1, answers.Count(status => status == HttpStatusCode.TooManyRequests));
        Assert.Equal(HttpStatusCode.TooManyRequests, answers[^1]);
    }

    [Fact]
    public async Task A_token_goes_before_a_key()
    {
        var (key, _) = NewKey();
        var person = Guid.CreateVersion7();
        using var client = WithKey(app.As(person), key);

        using var answer = await client.GetAsync("/api/v1/jobs");

        Assert.Equal(person, SubjectOf((await answer.ShouldEchoAsync()).Headers["Authorization"]));
        Assert.DoesNotContain(key, app.Identity.KeysAsked);
    }

    private const string LongText =
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";

    private static async Task<List<HttpStatusCode>> AskAsync(Func<HttpClient> connect, int times)
    {
        var answers = new List<HttpStatusCode>();
        for (var n = 0; n < times; n++)
        {
            using var client = WithKey(connect(), $"sk_guess-{Guid.CreateVersion7()}");
            using var answer = await client.GetAsync("/api/v1/jobs");
            answers.Add(answer.StatusCode);
        }

        return answers;
    }

    private (string Key, Guid Owner) NewKey(Guid? owner = null)
    {
        var (key, person) = ($"sk_{Guid.CreateVersion7():n}", owner ?? Guid.CreateVersion7());
        app.Identity.ApiKeys[key] = person;
        return (key, person);
    }

    private static HttpClient WithKey(HttpClient client, string key)
    {
        client.DefaultRequestHeaders.Add("X-Api-Key", key);
        return client;
    }

    private static Guid SubjectOf(string authorization)
    {
        var payload = Microsoft.IdentityModel.Tokens.Base64UrlEncoder.Decode(authorization["Bearer ".Length..].Split('.')[1]);
        return JsonElement.Parse(payload).GetProperty("sub").GetGuid();
    }
}
