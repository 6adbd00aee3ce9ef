using System.Net;
using System.Net.Http.Json;
using System.Text;
using SwipeReview.Contracts.Identity;
using SwipeReview.Identity.Tests.Support;
using SwipeReview.Testing;

namespace SwipeReview.Identity.Tests.Sessions;

public sealed class RegisterTests(IdentityApp app) : IClassFixture<IdentityApp>
{
    private readonly HttpClient client = app.Client();

    [Fact]
    public async Task Register_answers_with_the_account_and_tells_the_others()
    {
        var tap = await MessageTap<UserRegistered>.ConnectAsync(app.Bus);
        var email = Api.NewEmail();

        using var answer = await client.RegisterAsync($"  {email.ToUpperInvariant()} ", displayName: " Ada ");

        var user = await answer.ShouldBeAsync<UserAnswer>(HttpStatusCode.Created);
        Assert.Equal(email, user.Email);
        Assert.Equal("Ada", user.DisplayName);
        var told = await tap.GetAsync(message => message.UserId == user.Id);
        Assert.Equal(email, told.Email);
        Assert.Equal("Ada", told.DisplayName);
    }

    [Fact]
    public async Task Register_keeps_no_password()
    {
        var account = await client.NewAccountAsync();

        var hash = (string)(await app.QueryAsync("select password_hash from users where id = $1", account.Id))!;

        Assert.DoesNotContain(account.Password, hash, StringComparison.Ordinal);
        Assert.Equal(0x01, Convert.FromBase64String(hash)[0]); // ASP.NET Core Identity's third format
    }

    [Fact]
    public async Task An_email_has_one_account_whatever_its_case()
    {
        var account = await client.NewAccountAsync();

        using var answer = await client.RegisterAsync(account.Email.ToUpperInvariant());

        await answer.ShouldFailAsync(HttpStatusCode.Conflict, "CONFLICT");
    }

    [Fact]
    public async Task Of_twenty_registrations_of_one_email_at_once_one_wins()
    {
        var email = Api.NewEmail();

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => client.RegisterAsync(email)));

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.Created);
        Assert.Equal(19, answers.Count(answer => answer.StatusCode == HttpStatusCode.Conflict));
    }

    [Theory]
    [InlineData("")]
    [InlineData("nobody")]
    [InlineData("a@b")]
    [InlineData("a@@example.com")]
    [InlineData("a b@example.com")]
    [InlineData("a@example..com")]
    [InlineData(".a@example.com")]
    [InlineData("a@-example.com")]
    [InlineData("a@example.com\r\nBcc: b@example.com")]
    [InlineData("\"a\"@example.com")]
    [InlineData("a@example.com\0")]
    [InlineData("0123456789012345678901234567890123456789012345678901234567890123456@example.com")]
    public async Task What_is_no_address_is_refused(string email)
    {
        using var answer = await client.RegisterAsync(email);

        var error = await answer.ShouldFailAsync(HttpStatusCode.BadRequest, "VALIDATION_ERROR");
        Assert.Equal("email", error.GetProperty("details").GetProperty("field").GetString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("short pw")]
    [InlineData("aaaaaaaaaaaa")]
    [InlineData("Password123")]
    [InlineData("QWERTYUIOP")]
    [InlineData("somebody.with.a.name@example.com")]
    [InlineData("somebody.with.a.name")]
    public async Task A_weak_password_is_refused(string password)
    {
        using var answer = await client.RegisterAsync("somebody.with.a.name@example.com", password);

        var error = await answer.ShouldFailAsync(HttpStatusCode.BadRequest, "VALIDATION_ERROR");
        Assert.Equal("password", error.GetProperty("details").GetProperty("field").GetString());
    }

    [Fact]
    public async Task A_password_of_more_than_256_characters_is_refused()
    {
        using var answer = await client.RegisterAsync(Api.NewEmail(), string.Concat(Enumerable.Repeat("abcde", 52)));

        await answer.ShouldFailAsync(HttpStatusCode.BadRequest, "VALIDATION_ERROR");
    }

    [Theory]
    [InlineData("line\nbreak")]
    [InlineData("nothing\0")]
    public async Task A_name_that_cannot_be_shown_is_refused(string name)
    {
        using var answer = await client.RegisterAsync(Api.NewEmail(), displayName: name);

        await answer.ShouldFailAsync(HttpStatusCode.BadRequest, "VALIDATION_ERROR");
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("""{"email":"a@example.com"}""")]
    [InlineData("""{"email":null,"password":"a fine passphrase"}""")]
    [InlineData("""{"email":7,"password":"a fine passphrase"}""")]
    [InlineData("""{"email":"a@example.com","password":"\ud800 half a surrogate"}""")]
    public async Task A_body_that_is_not_the_request_is_refused(string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await client.PostAsync("/api/v1/auth/register", content);

        await answer.ShouldFailAsync(HttpStatusCode.BadRequest, "VALIDATION_ERROR");
    }

    [Fact]
    public async Task Another_content_type_is_refused()
    {
        using var content = new FormUrlEncodedContent([new("email", "a@example.com"), new("password", Api.Password)]);
        using var answer = await client.PostAsync("/api/v1/auth/register", content);

        await answer.ShouldFailAsync(HttpStatusCode.UnsupportedMediaType, "UNSUPPORTED_MEDIA_TYPE");
    }
}
