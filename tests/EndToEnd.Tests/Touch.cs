using Microsoft.Playwright;

namespace SwipeReview.EndToEnd.Tests;

/// <summary>A finger on the screen, as the browser hears of it from one.</summary>
internal static class Touch
{
    /// <summary>From the element's middle, by so many CSS pixels.</summary>
    public static async Task DragByTouchAsync(this IPage page, ILocator element, int dx, int dy)
    {
        var box = (await element.BoundingBoxAsync())!;
        var (x, y) = (box.X + (box.Width / 2), box.Y + (box.Height / 2));
        var devtools = await page.Context.NewCDPSessionAsync(page);
        await SendAsync("touchStart", new Dictionary<string, object> { ["x"] = x, ["y"] = y });
        for (var step = 1; step <= 10; step++)
        {
            await SendAsync("touchMove", new Dictionary<string, object> { ["x"] = x + (dx * step / 10f), ["y"] = y + (dy * step / 10f) });
        }

        await SendAsync("touchEnd");

        Task SendAsync(string type, params Dictionary<string, object>[] points) =>
            devtools.SendAsync("Input.dispatchTouchEvent", new() { ["type"] = type, ["touchPoints"] = points });
    }
}
