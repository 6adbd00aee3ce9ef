using System.Net;
using System.Net.Http.Json;
using Npgsql;
using SwipeReview.Identity.Tests.Support;
using SwipeReview.Testing;

namespace SwipeReview.Identity.Tests.Sessions;

public sealed class RefreshTests(IdentityApp app) : IClassFixture<IdentityApp>
{
    private readonly HttpClient client = app.Client();

    [Fact]
    public async Task A_refresh_token_is_traded_for_the_next_pair()
    {
        var session = await client.NewSessionAsync();

        var next = await RefreshAsync(session.RefreshToken);

        Assert.NotEqual(session.RefreshToken, next.RefreshToken);
        using var me = await app.As(next).GetAsync("/api/v1/users/me");
        Assert.Equal(HttpStatusCode.OK, me.StatusCode);
        await RefreshAsync(next.RefreshToken);
    }

    [Fact]
    public async Task Only_the_hash_of_a_refresh_token_is_kept()
    {
        var session = await client.NewSessionAsync();

        var rows = (string)(await app.QueryAsync("select string_agg(refresh_tokens::text, ' ') from refresh_tokens"))!;

        Assert.DoesNotContain(session.RefreshToken, rows, StringComparison.Ordinal);
        Assert.Contains(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(session.RefreshToken))), rows, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reuse_of_a_refresh_token_ends_the_whole_family_and_no_other()
    {
        var account = await client.NewAccountAsync();
        var stolen = await client.SignInAsync(account);
        var elsewhere = await client.SignInAsync(account);
        var second = await RefreshAsync(stolen.RefreshToken);
        var third = await RefreshAsync(second.RefreshToken);

        await ShouldBeRefusedAsync(stolen.RefreshToken);

        await ShouldBeRefusedAsync(third.RefreshToken);
        await RefreshAsync(elsewhere.RefreshToken);
        Assert.Equal(1L, await app.QueryAsync("select count(*) from audit_entries where user_id = $1 and action = 'refreshTokenReused'", account.Id));
    }

    [Fact]
    public async Task Of_a_hundred_refreshes_at_once_one_wins()
    {
        var session = await client.NewSessionAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => client.RefreshAsync(session.RefreshToken)));

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.OK);
        Assert.Equal(99, answers.Count(answer => answer.StatusCode == HttpStatusCode.Unauthorized));
    }

    [Fact]
    public async Task Refreshes_that_were_under_way_before_the_winner_had_its_answer_do_not_end_the_family()
    {
        var session = await client.NewSessionAsync();
        await using var holder = await app.OpenDatabaseAsync();
        await using var hold = await holder.BeginTransactionAsync();
        await using (var sessions = new NpgsqlCommand("select 1 from sessions for update", holder))
        {
            await sessions.ExecuteNonQueryAsync();
        }

        var racing = Enumerable.Range(0, 10).Select(_ => client.RefreshAsync(session.RefreshToken)).ToArray();
        await Eventually.BeTrueAsync(async () => await app.QueryAsync("select count(*) from pg_locks where not granted") is >= 10L, "ten waiting refreshes");
        await hold.RollbackAsync();
        var answers = await Task.WhenAll(racing);

        var winner = Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.OK);
        await RefreshAsync((await winner.ShouldBeAsync<SessionAnswer>(HttpStatusCode.OK)).RefreshToken);
    }

    [Fact]
    public async Task A_renewal_whose_answer_was_lost_is_asked_for_again()
    {
        var session = await client.NewSessionAsync();
        var renewal = Guid.CreateVersion7();

        var lost = await RefreshAsync(session.RefreshToken, renewal);
        app.Clock.Advance(TimeSpan.FromHours(1));
        var again = await RefreshAsync(session.RefreshToken, renewal);

        Assert.Equal(lost.RefreshToken, again.RefreshToken);
        using var me = await app.As(again).GetAsync("/api/v1/users/me");
        Assert.Equal(HttpStatusCode.OK, me.StatusCode);
        Assert.Equal(2L, await app.QueryAsync("select count(*) from refresh_tokens where session_id = (select session_id from refresh_tokens where hash = sha256($1))", System.Text.Encoding.UTF8.GetBytes(again.RefreshToken)));
        await RefreshAsync(again.RefreshToken, Guid.CreateVersion7());
    }

    [Fact]
    public async Task A_renewal_that_many_ask_for_at_once_has_one_successor()
    {
        var session = await client.NewSessionAsync();
        var renewal = Guid.CreateVersion7();

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => RefreshAsync(session.RefreshToken, renewal)));

        Assert.Single(answers.Select(answer => answer.RefreshToken).Distinct(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Another_renewal_with_a_used_token_ends_the_family(bool isNamed)
    {
        var session = await client.NewSessionAsync();
        var next = await RefreshAsync(session.RefreshToken, Guid.CreateVersion7());

        await ShouldBeRefusedAsync(session.RefreshToken, isNamed ? Guid.CreateVersion7() : null);

        await ShouldBeRefusedAsync(next.RefreshToken);
    }

    [Fact]
    public async Task A_renewal_that_comes_again_after_its_successor_was_used_ends_the_family()
    {
        var session = await client.NewSessionAsync();
        var renewal = Guid.CreateVersion7();
        var second = await RefreshAsync(session.RefreshToken, renewal);
        var third = await RefreshAsync(second.RefreshToken, Guid.CreateVersion7());

        await ShouldBeRefusedAsync(session.RefreshToken, renewal);

        await ShouldBeRefusedAsync(third.RefreshToken);
    }

    [Fact]
    public async Task A_session_that_has_ended_renews_nothing_again()
    {
        var session = await client.NewSessionAsync();
        var renewal = Guid.CreateVersion7();
        var next = await RefreshAsync(session.RefreshToken, renewal);
        using var answer = await client.LogoutAsync(next.RefreshToken);

        await ShouldBeRefusedAsync(session.RefreshToken, renewal);
    }

    [Fact]
    public async Task A_refresh_token_waits_seven_days()
    {
        var late = await client.NewSessionAsync();
        app.Clock.Advance(TimeSpan.FromDays(6.9));
        var inTime = await RefreshAsync(late.RefreshToken);

        app.Clock.Advance(TimeSpan.FromDays(7.1));

        await ShouldBeRefusedAsync(inTime.RefreshToken);
    }

    [Fact]
    public async Task A_session_ends_after_ninety_days_however_busy_it_was()
    {
        var session = await client.NewSessionAsync();
        for (var day = 6; day < 90; day += 6)
        {
            app.Clock.Advance(TimeSpan.FromDays(6));
            session = await RefreshAsync(session.RefreshToken);
        }

        app.Clock.Advance(TimeSpan.FromDays(6.1));

        await ShouldBeRefusedAsync(session.RefreshToken);
    }

    [Theory]
    [InlineData("")]
    [InlineData("rt_unknown")]
    [InlineData("' or 1=1 --")]
    public async Task A_token_that_was_never_issued_is_refused(string token) => await ShouldBeRefusedAsync(token);

    [Fact]
    public async Task An_access_token_sent_along_does_not_stand_in_the_way()
    {
        var somebody = await client.NewSessionAsync();
        var another = await client.NewSessionAsync();

        using var answer = await app.As(somebody).RefreshAsync(another.RefreshToken);

        await answer.ShouldBeAsync<SessionAnswer>(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Logout_ends_the_session_and_answers_the_same_to_unknown_tokens()
    {
        var session = await client.NewSessionAsync();

        using var first = await client.LogoutAsync(session.RefreshToken);
        using var again = await client.LogoutAsync(session.RefreshToken);
        using var unknown = await client.LogoutAsync("rt_unknown");

        Assert.All([first, again, unknown], answer => Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode));
        await ShouldBeRefusedAsync(session.RefreshToken);
    }

    [Fact]
    public async Task Logout_with_an_older_token_of_the_family_ends_it_too()
    {
        var session = await client.NewSessionAsync();
        var next = await RefreshAsync(session.RefreshToken);

        using var answer = await client.LogoutAsync(session.RefreshToken);

        await ShouldBeRefusedAsync(next.RefreshToken);
    }

    [Fact]
    public async Task The_clean_up_forgets_what_is_over_and_nothing_else()
    {
        var over = await client.NewSessionAsync();
        app.Clock.Advance(TimeSpan.FromDays(91));
        var open = await client.NewSessionAsync();

        await app.Service<Identity.Sessions.SessionCleanup>().RunAsync(CancellationToken.None);

        Assert.Equal(0L, await CountAsync(over.RefreshToken));
        Assert.Equal(1L, await CountAsync(open.RefreshToken));
        await RefreshAsync(open.RefreshToken);
    }

    private Task<object?> CountAsync(string token) => app.QueryAsync(
        "select count(*) from refresh_tokens join sessions on sessions.id = session_id where hash = sha256($1)", System.Text.Encoding.UTF8.GetBytes(token));

    private async Task<SessionAnswer> RefreshAsync(string token, Guid? renewalId = null)
    {
        using var answer = await client.RefreshAsync(token, renewalId);
        return await answer.ShouldBeAsync<SessionAnswer>(HttpStatusCode.OK);
    }

    private async Task ShouldBeRefusedAsync(string token, Guid? renewalId = null)
    {
        using var answer = await client.RefreshAsync(token, renewalId);
        await answer.ShouldFailAsync(HttpStatusCode.Unauthorized, "UNAUTHENTICATED");
    }
}
