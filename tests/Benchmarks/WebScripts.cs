using System.Diagnostics;
using System.Text.Json;
using SwipeReview.Testing;

namespace SwipeReview.Benchmarks;

/// <summary>What measures in a browser: scripts for Node, which say what they found as JSON on the last line of their output.</summary>
internal static class WebScripts
{
    private const string Folder = "tests/Benchmarks/web";

    public static Task InstallAsync() => Npm.InstallAsync(Folder);

    /// <exception cref="InvalidOperationException">The script failed; with what it said.</exception>
    public static async Task<T> RunAsync<T>(string script, string[] arguments, CancellationToken cancellationToken)
    {
        using var node = Process.Start(new ProcessStartInfo("node", [script, .. arguments])
        {
            WorkingDirectory = Path.Combine(Repository.Root, Folder),
            UseShellExecute = false,
            RedirectStandardOutput = true,
        })!;
        var output = await node.StandardOutput.ReadToEndAsync(cancellationToken);
        await node.WaitForExitAsync(cancellationToken);
        return node.ExitCode == 0
            ? JsonSerializer.Deserialize<T>(output.TrimEnd().Split('\n')[^1], JsonSerializerOptions.Web)!
            : throw new InvalidOperationException($"{script} ended with {node.ExitCode}:\n{output}");
    }
}
