using System.Net;
using System.Net.Http.Json;
using SwipeReview.Contracts.Identity;
using SwipeReview.Identity.Tests.Support;
using SwipeReview.Testing;

namespace SwipeReview.Identity.Tests.Users;

public sealed class ChangePasswordTests(IdentityApp app) : IClassFixture<IdentityApp>
{
    private const string Path = "/api/v1/users/me/password";
    private const string NewPassword = "another fine passphrase";

    private readonly HttpClient client = app.Client();

    [Fact]
    public async Task The_new_password_opens_the_account_and_the_old_one_does_not()
    {
        var tap = await MessageTap<PasswordChanged>.ConnectAsync(app.Bus);
        var account = await client.NewAccountAsync();
        using var me = app.As(await client.SignInAsync(account));
        me.DefaultRequestHeaders.Add("Accept-Language", "de-AT, en;q=0.5");

        using var answer = await me.PostAsJsonAsync(Path, new { current = account.Password, @new = NewPassword });

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        using var old = await client.LoginAsync(account.Email, account.Password);
        await old.ShouldFailAsync(HttpStatusCode.Unauthorized, "UNAUTHENTICATED");
        await client.SignInAsync(account with { Password = NewPassword });
        Assert.Equal("de-AT", (await tap.GetAsync(message => message.UserId == account.Id)).Language);
    }

    [Fact]
    public async Task All_other_sessions_end_and_the_one_that_asked_goes_on()
    {
        var account = await client.NewAccountAsync();
        var (mine, other) = (await client.SignInAsync(account), await client.SignInAsync(account));

        using var answer = await app.As(mine).PostAsJsonAsync(Path, new { current = account.Password, @new = NewPassword });

        using var refused = await client.RefreshAsync(other.RefreshToken);
        await refused.ShouldFailAsync(HttpStatusCode.Unauthorized, "UNAUTHENTICATED");
        using var goesOn = await client.RefreshAsync(mine.RefreshToken);
        Assert.Equal(HttpStatusCode.OK, goesOn.StatusCode);
    }

    [Theory]
    [InlineData("not the password", NewPassword, "current")]
    [InlineData(Api.Password, "short", "new")]
    [InlineData(Api.Password, "1234567890", "new")]
    public async Task What_is_wrong_is_told_and_nothing_changes(string current, string wanted, string field)
    {
        var account = await client.NewAccountAsync();
        var session = await client.SignInAsync(account);

        using var answer = await app.As(session).PostAsJsonAsync(Path, new { current, @new = wanted });

        var error = await answer.ShouldFailAsync(HttpStatusCode.BadRequest, "VALIDATION_ERROR");
        Assert.Equal(field, error.GetProperty("details").GetProperty("field").GetString());
        await client.SignInAsync(account);
    }

    [Fact]
    public async Task Guesses_earn_the_pauses_of_sign_in()
    {
        using var me = app.As(await client.NewSessionAsync());
        var answers = new List<HttpStatusCode>();
        for (var n = 0; n < 7; n++)
        {
            using var answer = await me.PostAsJsonAsync(Path, new { current = $"guess number {n}", @new = NewPassword });
            answers.Add(answer.StatusCode);
        }

        Assert.Equal(HttpStatusCode.BadRequest, answers[0]);
        Assert.Equal(HttpStatusCode.TooManyRequests, answers[^1]);
    }

    [Fact]
    public async Task An_access_token_whose_session_has_ended_may_not()
    {
        var session = await client.NewSessionAsync();
        using var logout = await client.LogoutAsync(session.RefreshToken);

        using var answer = await app.As(session).PostAsJsonAsync(Path, new { current = Api.Password, @new = NewPassword });

        await answer.ShouldFailAsync(HttpStatusCode.Unauthorized, "UNAUTHENTICATED");
    }
}
