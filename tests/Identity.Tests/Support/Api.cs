using System.Net;
using System.Net.Http.Json;
using SwipeReview.Testing;

namespace SwipeReview.Identity.Tests.Support;

public sealed record SessionAnswer(string AccessToken, string TokenType, int ExpiresIn, string RefreshToken);

public sealed record UserAnswer(Guid Id, string Email, string? DisplayName);

public sealed record Account(Guid Id, string Email, string Password);

internal static class Api
{
    public const string Password = "a fine passphrase";

    public static string NewEmail() => $"{Guid.CreateVersion7():n}@example.com";

    public static Task<HttpResponseMessage> RegisterAsync(this HttpClient client, string email, string password = Password, string? displayName = null) =>
        client.PostAsJsonAsync("/api/v1/auth/register", new { email, password, displayName });

    public static Task<HttpResponseMessage> LoginAsync(this HttpClient client, string email, string password = Password) =>
        client.PostAsJsonAsync("/api/v1/auth/login", new { email, password });

    public static Task<HttpResponseMessage> RefreshAsync(this HttpClient client, string refreshToken, Guid? renewalId = null) =>
        client.PostAsJsonAsync("/api/v1/auth/refresh", new { refreshToken, renewalId });

    public static Task<HttpResponseMessage> LogoutAsync(this HttpClient client, string refreshToken) =>
        client.PostAsJsonAsync("/api/v1/auth/logout", new { refreshToken });

    public static async Task<Account> NewAccountAsync(this HttpClient client)
    {
        var email = NewEmail();
        using var answer = await client.RegisterAsync(email);
        var user = await answer.ShouldBeAsync<UserAnswer>(HttpStatusCode.Created);
        return new Account(user.Id, email, Password);
    }

    public static async Task<SessionAnswer> NewSessionAsync(this HttpClient client)
    {
        var account = await client.NewAccountAsync();
        return await client.SignInAsync(account);
    }

    public static async Task<SessionAnswer> SignInAsync(this HttpClient client, Account account)
    {
        using var answer = await client.LoginAsync(account.Email, account.Password);
        return await answer.ShouldBeAsync<SessionAnswer>(HttpStatusCode.OK);
    }
}
