using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using SwipeReview.Contracts.Identity;
using SwipeReview.Identity.Tests.Support;
using SwipeReview.Identity.Tokens;
using SwipeReview.Testing;

namespace SwipeReview.Identity.Tests.PasswordResets;

public sealed class PasswordResetTests(IdentityApp app) : IClassFixture<IdentityApp>
{
    private const string Forgot = "/api/v1/auth/password/forgot";
    private const string Reset = "/api/v1/auth/password/reset";
    private const string NewPassword = "another fine passphrase";

    private readonly HttpClient client = app.Client();

    [Fact]
    public async Task Whether_there_is_an_account_or_not_the_answer_and_the_message_are_the_same()
    {
        var tap = await MessageTap<MailPasswordReset>.ConnectAsync(app.Bus);
        var account = await client.NewAccountAsync();
        var nobody = Api.NewEmail();

        using var known = await client.PostAsJsonAsync(Forgot, new { email = $" {account.Email.ToUpperInvariant()} " });
        using var unknown = await client.PostAsJsonAsync(Forgot, new { email = nobody });

        Assert.Equal(HttpStatusCode.Accepted, known.StatusCode);
        Assert.Equal(HttpStatusCode.Accepted, unknown.StatusCode);
        Assert.Equal(await known.Content.ReadAsStringAsync(), await unknown.Content.ReadAsStringAsync());
        await tap.GetAsync(message => message.Email == account.Email);
        await tap.GetAsync(message => message.Email == nobody);
        Assert.Equal(0L, await app.QueryAsync("select count(*) from password_resets where user_id = $1", account.Id));
    }

    [Fact]
    public async Task The_token_sets_a_new_password_once_and_ends_all_sessions()
    {
        var changed = await MessageTap<PasswordChanged>.ConnectAsync(app.Bus);
        var account = await client.NewAccountAsync();
        var session = await client.SignInAsync(account);
        var (token, another) = (await StartAsync(account.Email), await StartAsync(account.Email));

        using var answer = await ResetAsync(token);

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        await client.SignInAsync(account with { Password = NewPassword });
        using var old = await client.LoginAsync(account.Email, account.Password);
        await old.ShouldFailAsync(HttpStatusCode.Unauthorized, "UNAUTHENTICATED");
        using var refresh = await client.RefreshAsync(session.RefreshToken);
        await refresh.ShouldFailAsync(HttpStatusCode.Unauthorized, "UNAUTHENTICATED");
        await changed.GetAsync(message => message.UserId == account.Id);
        foreach (var used in (string[])[token, another])
        {
            using var again = await ResetAsync(used);
            await again.ShouldFailAsync(HttpStatusCode.Gone, "GONE");
        }
    }

    [Fact]
    public async Task Of_two_that_use_a_token_at_once_one_wins()
    {
        var token = await StartAsync((await client.NewAccountAsync()).Email);

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => ResetAsync(token)));

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.NoContent);
        Assert.Equal(3, answers.Count(answer => answer.StatusCode == HttpStatusCode.Gone));
    }

    [Fact]
    public async Task After_an_hour_the_token_is_gone()
    {
        var account = await client.NewAccountAsync();
        var token = await StartAsync(account.Email);

        using (app.Clock.Later(TimeSpan.FromMinutes(60)))
        {
            using var answer = await ResetAsync(token);
            await answer.ShouldFailAsync(HttpStatusCode.Gone, "GONE");
        }

        await client.SignInAsync(account);
    }

    [Fact]
    public async Task A_weak_password_is_refused_and_the_token_stays_good()
    {
        var token = await StartAsync((await client.NewAccountAsync()).Email);

        using var weak = await ResetAsync(token, "1234567890");
        using var fine = await ResetAsync(token);

        var error = await weak.ShouldFailAsync(HttpStatusCode.BadRequest, "VALIDATION_ERROR");
        Assert.Equal("password", error.GetProperty("details").GetProperty("field").GetString());
        Assert.Equal(HttpStatusCode.NoContent, fine.StatusCode);
    }

    [Fact]
    public async Task Who_was_kept_out_by_wrong_guesses_may_sign_in_after_a_reset()
    {
        var account = await client.NewAccountAsync();
        for (var n = 0; n < 6; n++)
        {
            using var guess = await client.LoginAsync(account.Email, $"guess number {n}");
        }

        using var answer = await ResetAsync(await StartAsync(account.Email));

        await client.SignInAsync(account with { Password = NewPassword });
    }

    [Fact]
    public async Task A_person_is_mailed_three_links_an_hour_at_most()
    {
        var account = await client.NewAccountAsync();
        for (var n = 0; n < 3; n++)
        {
            await StartAsync(account.Email);
        }

        using var fourth = await AsNotification().PostAsJsonAsync("/internal/password-resets", new { email = account.Email });

        await fourth.ShouldFailAsync(HttpStatusCode.NotFound, "NOT_FOUND");
        using var later = app.Clock.Later(TimeSpan.FromMinutes(61));
        await StartAsync(account.Email);
    }

    [Fact]
    public async Task Only_a_service_gets_a_token_and_the_database_holds_only_its_hash()
    {
        var account = await client.NewAccountAsync();
        var token = await StartAsync(account.Email);

        using var asPerson = await app.As(await client.SignInAsync(account)).PostAsJsonAsync("/internal/password-resets", new { email = account.Email });
        using var unknown = await AsNotification().PostAsJsonAsync("/internal/password-resets", new { email = Api.NewEmail() });

        await asPerson.ShouldFailAsync(HttpStatusCode.Forbidden, "FORBIDDEN");
        await unknown.ShouldFailAsync(HttpStatusCode.NotFound, "NOT_FOUND");
        Assert.Equal(1L, await app.QueryAsync("select count(*) from password_resets where user_id = $1 and hash = sha256($2)", account.Id, System.Text.Encoding.UTF8.GetBytes(token)));
        Assert.Equal(0L, await app.QueryAsync("select count(*) from outbox_messages where body::text like '%' || $1 || '%'", token));
    }

    [Fact]
    public async Task An_address_may_not_ask_without_end()
    {
        using var limited = app.Start(("Identity:SignIn:PerAddressAndMinute", "2"), ("ConnectionStrings:redis", await app.NewRedisAsync()));
        var answers = new List<HttpStatusCode>();
        for (var n = 0; n < 4; n++)
        {
            using var answer = await limited.PostAsJsonAsync(Forgot, new { email = Api.NewEmail() });
            answers.Add(answer.StatusCode);
        }

        Assert.Equal([HttpStatusCode.Accepted, HttpStatusCode.Accepted, HttpStatusCode.TooManyRequests, HttpStatusCode.TooManyRequests], answers);
    }

    [Fact]
    public async Task Erasing_takes_the_links_away()
    {
        var account = await client.NewAccountAsync();
        var token = await StartAsync(account.Email);
        using var erased = await app.As(await client.SignInAsync(account)).DeleteAsync("/api/v1/users/me");

        using var answer = await ResetAsync(token);

        await answer.ShouldFailAsync(HttpStatusCode.Gone, "GONE");
    }

    private Task<HttpResponseMessage> ResetAsync(string token, string password = NewPassword) => client.PostAsJsonAsync(Reset, new { token, password });

    private async Task<string> StartAsync(string email)
    {
        using var answer = await AsNotification().PostAsJsonAsync("/internal/password-resets", new { email });
        return (await answer.ShouldBeAsync<JsonElement>(HttpStatusCode.OK)).GetProperty("token").GetString()!;
    }

    private HttpClient AsNotification() => app.As(app.Service<TokenIssuer>().ForService("notification"));
}
