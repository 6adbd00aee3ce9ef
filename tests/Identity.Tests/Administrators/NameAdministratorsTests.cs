using System.Net;
using System.Net.Http.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using SwipeReview.Identity.Tests.Support;
using SwipeReview.Identity.Tokens;
using SwipeReview.ServiceDefaults.Auth;
using SwipeReview.Testing;

namespace SwipeReview.Identity.Tests.Administrators;

public sealed class NameAdministratorsTests(IdentityApp app) : IClassFixture<IdentityApp>
{
    private const string Named = "Identity:Administrators:Emails:0";

    [Fact]
    public async Task Who_is_named_has_an_account_that_only_the_mail_of_its_address_opens()
    {
        var email = Api.NewEmail();
        var client = app.Start((Named, $" {email.ToUpperInvariant()}"));

        using var taken = await client.RegisterAsync(email);
        await taken.ShouldFailAsync(HttpStatusCode.Conflict, "CONFLICT");
        Assert.Equal("admin", RoleOf(await ResetAndSignInAsync(client, email)));
    }

    [Fact]
    public async Task Who_registered_the_address_before_gets_nothing_of_it()
    {
        var account = await app.Client().NewAccountAsync();
        var session = await app.Client().SignInAsync(account);

        var client = app.Start((Named, account.Email));

        using var login = await client.LoginAsync(account.Email, account.Password);
        await login.ShouldFailAsync(HttpStatusCode.Unauthorized, "UNAUTHENTICATED");
        using var refresh = await client.RefreshAsync(session.RefreshToken);
        await refresh.ShouldFailAsync(HttpStatusCode.Unauthorized, "UNAUTHENTICATED");
    }

    [Fact]
    public async Task Starting_again_changes_nothing_and_without_the_name_the_role_is_gone()
    {
        var email = Api.NewEmail();
        var client = app.Start((Named, email));
        var session = await ResetAndSignInAsync(client, email);

        var again = app.Start((Named, email));
        session = await RefreshAsync(again, session);
        Assert.Equal("admin", RoleOf(session));

        var without = app.Start();
        Assert.Equal("user", RoleOf(await RefreshAsync(without, session)));
    }

    [Fact]
    public async Task All_instances_that_start_at_once_make_one_account()
    {
        var email = Api.NewEmail();

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => app.Start((Named, email)))));

        Assert.Equal(1L, await app.QueryAsync("select count(*) from users where email = $1", email));
        Assert.Equal(1L, await app.QueryAsync("select count(*) from audit_entries a join users u on u.id = a.user_id where u.email = $1 and a.action = 'administratorAppointed'", email));
    }

    [Fact]
    public void An_address_that_is_none_is_refused_at_start()
    {
        var fault = Assert.ThrowsAny<Exception>(() => app.Start((Named, "not an address")));
        Assert.Contains("Identity:Administrators:Emails", fault.ToString(), StringComparison.Ordinal);
    }

    private async Task<SessionAnswer> ResetAndSignInAsync(HttpClient client, string email)
    {
        using var notification = app.As(app.Service<TokenIssuer>().ForService("notification"));
        using var started = await notification.PostAsJsonAsync("/internal/password-resets", new { email });
        var token = (await started.ShouldBeAsync<StartedReset>(HttpStatusCode.OK)).Token;
        using var reset = await client.PostAsJsonAsync("/api/v1/auth/password/reset", new { token, password = Api.Password });
        Assert.Equal(HttpStatusCode.NoContent, reset.StatusCode);
        using var login = await client.LoginAsync(email);
        return await login.ShouldBeAsync<SessionAnswer>(HttpStatusCode.OK);
    }

    private static async Task<SessionAnswer> RefreshAsync(HttpClient client, SessionAnswer session)
    {
        using var answer = await client.RefreshAsync(session.RefreshToken);
        return await answer.ShouldBeAsync<SessionAnswer>(HttpStatusCode.OK);
    }

    private static string? RoleOf(SessionAnswer session) => new JsonWebToken(session.AccessToken).GetClaim(TokenNames.Role).Value;

    private sealed record StartedReset(Guid UserId, string Token);
}
