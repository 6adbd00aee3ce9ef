using System.Net;
using System.Net.Http.Json;
using Microsoft.Playwright;
using SwipeReview.Testing;
using static Microsoft.Playwright.Assertions;

namespace SwipeReview.EndToEnd.Tests;

/// <summary>What a person can do about their account, in a browser, over the whole system.</summary>
public sealed class AccountTests(RunningSystem system)
{
    private const string NewPassword = "another fine passphrase";

    [Fact]
    public async Task A_person_changes_the_password_ends_sessions_makes_a_key_and_is_erased()
    {
        await using var browser = await Browser.StartAsync();
        var page = await browser.OpenAsync(system.Address);
        var email = await page.RegisterAsync();
        using var elsewhere = await ApiClient.LogInAsync(system, email);

        await page.GetByRole(AriaRole.Button, new() { Name = "You and your account" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Account", Exact = true }).ClickAsync();
        var devices = page.GetByRole(AriaRole.List, new() { Name = "Where you are signed in" }).GetByRole(AriaRole.Listitem);
        await Expect(devices).ToHaveCountAsync(2);
        await Expect(page.GetByText("Chrome · Linux")).ToBeVisibleAsync();
        await page.GetByLabel("Current password").FillAsync(ApiClient.Password);
        await page.GetByLabel("New password").FillAsync(NewPassword);
        await page.GetByRole(AriaRole.Button, new() { Name = "Change password" }).ClickAsync();
        await Expect(page.GetByText("other devices are signed out")).ToBeVisibleAsync();
        await page.ReloadAsync(); // the session that asked goes on
        await Expect(devices).ToHaveCountAsync(1);
        using var ended = await elsewhere.GetAsync("/api/v1/users/me/sessions");
        await ended.ShouldFailAsync(HttpStatusCode.Unauthorized, "UNAUTHENTICATED");

        await page.GetByLabel("What the key is for").FillAsync("Our shop");
        await page.GetByRole(AriaRole.Button, new() { Name = "Make a key" }).ClickAsync();
        var key = await page.GetByLabel("Your new API key").InnerTextAsync();
        using var byKey = new HttpClient { BaseAddress = system.Address, DefaultRequestHeaders = { { "X-Api-Key", key } } };
        using var jobs = await byKey.GetAsync("/api/v1/jobs");
        Assert.Equal(HttpStatusCode.OK, jobs.StatusCode);

        await page.GetByRole(AriaRole.Button, new() { Name = "Erase my account" }).ClickAsync();
        await page.GetByLabel($"Type {email} to confirm").FillAsync(email);
        await page.GetByRole(AriaRole.Button, new() { Name = "Erase everything for good" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Register" })).ToBeVisibleAsync();
        using var login = await LogInAsync(email, NewPassword);
        await login.ShouldFailAsync(HttpStatusCode.Unauthorized, "UNAUTHENTICATED");
    }

    [Fact]
    public async Task A_forgotten_password_is_set_anew_by_the_mailed_link_once()
    {
        await using var browser = await Browser.StartAsync();
        var page = await browser.OpenAsync(system.Address, width: 360, height: 740);
        var email = await page.RegisterAsync();
        var other = await browser.OpenAsync(system.Address);
        await other.GotoAsync("/login");
        await other.GetByRole(AriaRole.Link, new() { Name = "Forgot your password?" }).ClickAsync();
        await other.GetByLabel("Email").FillAsync(email);
        await other.GetByRole(AriaRole.Button, new() { Name = "Send the link" }).ClickAsync();
        await Expect(other.GetByText("a link is on its way")).ToBeVisibleAsync();
        var link = await Eventually.GetAsync(() => Mailbox.FindResetLinkAsync(system, email), "the mailed link");

        await SetPasswordAsync(other, link);
        await Expect(other.GetByRole(AriaRole.Heading, new() { Name = "Your new password is set" })).ToBeVisibleAsync();
        await other.GetByRole(AriaRole.Link, new() { Name = "Log in" }).Last.ClickAsync();
        await other.GetByLabel("Email").FillAsync(email);
        await other.GetByLabel("Password").FillAsync(NewPassword);
        await other.GetByRole(AriaRole.Button, new() { Name = "Log in" }).ClickAsync();
        await Expect(other.GetByRole(AriaRole.Heading, new() { Name = "Reviews", Exact = true })).ToBeVisibleAsync();

        await page.GotoAsync("/account"); // the first device is signed out by it
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Welcome back" })).ToBeVisibleAsync();
        await SetPasswordAsync(page, link);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "This link works no more" })).ToBeVisibleAsync();
    }

    private static async Task SetPasswordAsync(IPage page, string link)
    {
        await page.GotoAsync(link);
        await page.GetByLabel("New password").FillAsync(NewPassword);
        await page.GetByRole(AriaRole.Button, new() { Name = "Set the new password" }).ClickAsync();
    }

    private async Task<HttpResponseMessage> LogInAsync(string email, string password)
    {
        using var client = new HttpClient { BaseAddress = system.Address };
        return await client.PostAsJsonAsync("/api/v1/auth/login", new { email, password });
    }
}
