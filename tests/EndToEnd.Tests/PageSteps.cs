using Microsoft.Playwright;

namespace SwipeReview.EndToEnd.Tests;

/// <summary>What a person does on the pages before the first card.</summary>
internal static class PageSteps
{
    /// <summary>Ends at the upload form, signed in; answers with the email.</summary>
    public static async Task<string> RegisterAsync(this IPage page)
    {
        var email = $"{Guid.CreateVersion7():N}@example.org";
        await page.GotoAsync("/register");
        await page.GetByLabel("Email").FillAsync(email);
        await page.GetByLabel("Display name").FillAsync("Ada");
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(ApiClient.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Create account" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "New review" })).ToBeVisibleAsync();
        return email;
    }

    public static async Task LogInAsync(this IPage page, string email)
    {
        await page.GotoAsync("/login");
        await page.GetByLabel("Email").FillAsync(email);
        await page.GetByLabel("Password").FillAsync(ApiClient.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Log in" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Reviews", Exact = true })).ToBeVisibleAsync();
    }

    /// <summary>On another device: to a page that somebody who is signed in sees at that address.</summary>
    public static async Task LogInToAsync(this IPage page, string address, string email)
    {
        await page.GotoAsync($"/login?next={Uri.EscapeDataString(new Uri(address).AbsolutePath)}");
        await page.GetByLabel("Email").FillAsync(email);
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(ApiClient.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Log in" }).ClickAsync();
    }

    public static ILocator FileField(this IPage page, string label) => page.GetByLabel(label, new() { Exact = true });

    public static async Task ReviewAsync(this IPage page, string file)
    {
        await page.FileField("File").SetInputFilesAsync(file);
        await page.StartAndWaitAsync();
    }

    public static async Task ReviewAsync(this IPage page, FilePayload file)
    {
        await page.FileField("File").SetInputFilesAsync(file);
        await page.StartAndWaitAsync();
    }

    private static async Task StartAndWaitAsync(this IPage page)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Start review" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Ready", new() { Exact = true })).ToBeVisibleAsync(new() { Timeout = 60_000 });
    }
}
