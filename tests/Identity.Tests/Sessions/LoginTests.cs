using System.Diagnostics;
using System.Net;
using SwipeReview.Identity.Tests.Support;
using SwipeReview.Testing;

namespace SwipeReview.Identity.Tests.Sessions;

public sealed class LoginTests(IdentityApp app) : IClassFixture<IdentityApp>
{
    private readonly HttpClient client = app.Client();

    [Fact]
    public async Task Login_gives_tokens_that_open_the_profile()
    {
        var account = await client.NewAccountAsync();

        var session = await client.SignInAsync(account with { Email = $" {account.Email.ToUpperInvariant()}" });

        Assert.Equal("Bearer", session.TokenType);
        Assert.Equal(900, session.ExpiresIn);
        using var me = await app.As(session).GetAsync("/api/v1/users/me");
        Assert.Equal(account.Id, (await me.ShouldBeAsync<UserAnswer>(HttpStatusCode.OK)).Id);
    }

    [Fact]
    public async Task A_wrong_password_and_an_unknown_email_are_told_the_same()
    {
        var account = await client.NewAccountAsync();

        using var wrong = await client.LoginAsync(account.Email, "not the passphrase");
        using var unknown = await client.LoginAsync(Api.NewEmail());

        var first = await wrong.ShouldFailAsync(HttpStatusCode.Unauthorized, "UNAUTHENTICATED");
        var second = await unknown.ShouldFailAsync(HttpStatusCode.Unauthorized, "UNAUTHENTICATED");
        Assert.Equal(first.GetRawText(), second.GetRawText());
    }

    [Fact]
    public async Task An_unknown_email_takes_as_long_as_a_known_one()
    {
        var account = await client.NewAccountAsync();
        await client.LoginAsync(Api.NewEmail()); // the hash that nobody has is made once

        var known = await FastestAsync(() => client.LoginAsync(account.Email, "not the passphrase"));
        var unknown = await FastestAsync(() => client.LoginAsync(Api.NewEmail(), "not the passphrase"));

        Assert.InRange(unknown / known, 0.5, 2.0);
    }

    [Fact]
    public async Task Five_failures_earn_a_pause_that_grows_and_that_the_right_password_does_not_cut_short()
    {
        var account = await client.NewAccountAsync();
        await FailAsync(account.Email, times: 5);

        Assert.Equal(30, await PauseAsync(account));
        app.Clock.Advance(TimeSpan.FromSeconds(31));
        await FailAsync(account.Email, times: 1);
        Assert.Equal(60, await PauseAsync(account));

        app.Clock.Advance(TimeSpan.FromSeconds(61));
        await client.SignInAsync(account);
        await FailAsync(account.Email, times: 4);
        await client.SignInAsync(account);
    }

    [Fact]
    public async Task An_email_without_an_account_earns_the_same_pause()
    {
        var account = new Account(Guid.Empty, Api.NewEmail(), Api.Password);
        await FailAsync(account.Email, times: 5);

        Assert.Equal(30, await PauseAsync(account));
    }

    [Fact]
    public async Task Guesses_that_are_sent_all_at_once_are_counted_too()
    {
        var account = await client.NewAccountAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(n => client.LoginAsync(account.Email, $"guess number {n}")));

        Assert.Equal(5, answers.Count(answer => answer.StatusCode == HttpStatusCode.Unauthorized));
        Assert.Equal(35, answers.Count(answer => answer.StatusCode == HttpStatusCode.TooManyRequests));
    }

    [Fact]
    public async Task One_address_may_have_so_many_passwords_hashed_in_a_minute()
    {
        var strict = app.Start(("Identity:SignIn:PerAddressAndMinute", "3"));
        using var onBehalf = OnBehalfOf("203.0.113.9");
        using var ofAnother = OnBehalfOf("203.0.113.10");

        var answers = new List<HttpResponseMessage>();
        for (var n = 0; n < 4; n++)
        {
            answers.Add(await onBehalf.LoginAsync(Api.NewEmail()));
        }

        Assert.All(answers[..3], answer => Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode));
        await answers[3].ShouldFailAsync(HttpStatusCode.TooManyRequests, "RATE_LIMITED");
        Assert.True(answers[3].Headers.RetryAfter!.Delta > TimeSpan.Zero);
        using var elsewhere = await ofAnother.LoginAsync(Api.NewEmail());
        Assert.Equal(HttpStatusCode.Unauthorized, elsewhere.StatusCode);

        // The gateway says on whose behalf it asks; loopback is trusted by default.
        HttpClient OnBehalfOf(string address) => new() { BaseAddress = strict.BaseAddress, DefaultRequestHeaders = { { "X-Forwarded-For", address } } };
    }

    [Fact]
    public async Task A_password_is_hashed_anew_when_the_rounds_were_raised()
    {
        var account = await client.NewAccountAsync();
        var before = await app.QueryAsync("select password_hash from users where id = $1", account.Id);
        var stronger = app.Start(("Identity:Passwords:Iterations", "120000"));

        await stronger.SignInAsync(account);

        Assert.NotEqual(before, await app.QueryAsync("select password_hash from users where id = $1", account.Id));
        await client.SignInAsync(account);
    }

    [Fact]
    public async Task Sign_ins_leave_a_trail_that_cannot_be_changed()
    {
        var account = await client.NewAccountAsync();
        await client.LoginAsync(account.Email, "not the passphrase");
        await client.SignInAsync(account);

        var actions = await app.QueryAsync("select string_agg(action, ' ' order by id) from audit_entries where user_id = $1", account.Id);

        Assert.Equal("registered signInFailed signedIn", actions);
        var change = await Assert.ThrowsAsync<Npgsql.PostgresException>(() => app.QueryAsync("update audit_entries set action = 'nothing'"));
        Assert.Contains("only ever added", change.MessageText, StringComparison.Ordinal);
        await Assert.ThrowsAsync<Npgsql.PostgresException>(() => app.QueryAsync("delete from audit_entries"));
        await Assert.ThrowsAsync<Npgsql.PostgresException>(() => app.QueryAsync("truncate audit_entries"));
    }

    private async Task FailAsync(string email, int times)
    {
        for (var n = 0; n < times; n++)
        {
            using var answer = await client.LoginAsync(email, "not the passphrase");
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        }
    }

    private async Task<double> PauseAsync(Account account)
    {
        using var answer = await client.LoginAsync(account.Email, account.Password);
        await answer.ShouldFailAsync(HttpStatusCode.TooManyRequests, "RATE_LIMITED");
        return answer.Headers.RetryAfter!.Delta!.Value.TotalSeconds;
    }

    private async Task<double> FastestAsync(Func<Task<HttpResponseMessage>> login)
    {
        var fastest = double.MaxValue;
        for (var n = 0; n < 5; n++)
        {
            var watch = Stopwatch.StartNew();
            using var answer = await login();
            fastest = Math.Min(fastest, watch.Elapsed.TotalMilliseconds);
            app.Clock.Advance(TimeSpan.FromHours(1));
        }

        return fastest;
    }
}
