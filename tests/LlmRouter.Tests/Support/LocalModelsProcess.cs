using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using SwipeReview.Testing;

namespace SwipeReview.LlmRouter.Tests.Support;

/// <summary>The real local-models process on a free port, for all tests; its packages are installed when they are missing.</summary>
public sealed partial class LocalModelsProcess : IAsyncLifetime
{
    private Process? process;

    public HttpClient Http { get; } = new() { Timeout = TimeSpan.FromMinutes(1) };

    public string Address => Http.BaseAddress!.ToString().TrimEnd('/');

    public async ValueTask InitializeAsync()
    {
        var folder = Path.GetFullPath(Path.Combine(ThisFolder(), "../../../services/LlmRouter/local-models"));
        if (!Directory.Exists(Path.Combine(folder, "node_modules")))
        {
            using var install = Start(folder, "npm", "ci", "--no-audit", "--no-fund");
            await install.WaitForExitAsync();
            Assert.Equal(0, install.ExitCode);
        }

        process = Start(folder, "node", "server.mjs");
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (Listening().Match(line) is { Success: true } match)
            {
                Http.BaseAddress = new Uri(match.Value);
                break;
            }
        }

        await Eventually.BeTrueAsync(async () => (await Http.GetAsync("/health")).IsSuccessStatusCode, "local-models");
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        if (process is not null)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
            process.Dispose();
        }
    }

    private static Process Start(string folder, string program, params string[] arguments) =>
        Process.Start(new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            Environment = { ["PORT"] = "0" },
        })!;

    private static string ThisFolder([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;

    [GeneratedRegex(@"http://\S+", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Listening();
}
