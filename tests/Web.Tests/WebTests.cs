using SwipeReview.Testing;

namespace SwipeReview.Web.Tests;

/// <summary>The web app's own tests, so that one command tests everything.</summary>
public sealed class WebTests
{
    [Theory]
    [InlineData("lint")]
    [InlineData("test")]
    [InlineData("build")]
    [InlineData("size")]
    public async Task The_web_app_passes(string script)
    {
        await Npm.InstallAsync("web");

        // The build type-checks first; it goes to a folder of its own, so that a running system keeps its files.
        var (code, output) = script == "build"
            ? await Npm.RunAsync("web", "run", script, "--", "--outDir", Path.Combine(TestFolder.Create(), "wwwroot"))
            : await Npm.RunAsync("web", "run", script);

        Assert.True(code == 0, output);
    }
}
