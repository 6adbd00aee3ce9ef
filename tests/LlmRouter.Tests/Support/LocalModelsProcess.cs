using System.Diagnostics;
using System.Text.RegularExpressions;
using SwipeReview.Testing;

namespace SwipeReview.LlmRouter.Tests.Support;

/// <summary>The real local-models process on a free port, for all tests; its packages are installed when they are missing.</summary>
public sealed partial class LocalModelsProcess : IAsyncLifetime
{
    private const string Folder = "services/LlmRouter/local-models";

    private IReadOnlyDictionary<string, string> settings = new Dictionary<string, string>(StringComparer.Ordinal);
    private Process? process;

    public HttpClient Http { get; } = new() { Timeout = TimeSpan.FromMinutes(1) };

    public string Address => Http.BaseAddress!.ToString().TrimEnd('/');

    /// <summary>One of a test's own, with settings as environment variables.</summary>
    public static async Task<LocalModelsProcess> StartAsync(params IEnumerable<(string Name, string Value)> settings)
    {
        var models = new LocalModelsProcess { settings = settings.ToDictionary(StringComparer.Ordinal) };
        await models.InitializeAsync();
        return models;
    }

    public async ValueTask InitializeAsync()
    {
        await Npm.InstallAsync(Folder);
        process = Start();
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (Listening().Match(line) is { Success: true } match)
            {
                Http.BaseAddress = new Uri(match.Value);
                break;
            }
        }

        await Eventually.BeTrueAsync(async () => (await Http.GetAsync("/health")).IsSuccessStatusCode, "local-models", TimeSpan.FromMinutes(1));
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

    private Process Start()
    {
        var start = new ProcessStartInfo("node", ["server.mjs"])
        {
            WorkingDirectory = Path.Combine(Repository.Root, Folder),
            UseShellExecute = false,
            RedirectStandardOutput = true,
            Environment = { ["PORT"] = "0" },
        };
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    [GeneratedRegex(@"http://\S+", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Listening();
}
