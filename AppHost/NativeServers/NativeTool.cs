using System.ComponentModel;
using System.Diagnostics;

namespace SwipeReview.NativeServers;

/// <summary>Runs a command to its end and keeps what it said.</summary>
internal static class NativeTool
{
    internal readonly record struct Outcome(bool Succeeded, string Output);

    /// <exception cref="NativeServerException">The command is missing or ended with an error.</exception>
    public static async Task RunAsync(IReadOnlyList<string> command, IReadOnlyDictionary<string, string>? environment = null, CancellationToken cancellationToken = default)
    {
        var outcome = await TryRunAsync(command, environment, cancellationToken);
        if (!outcome.Succeeded)
        {
            throw new NativeServerException($"'{string.Join(' ', command)}' failed: {outcome.Output}");
        }
    }

    public static async Task<Outcome> TryRunAsync(IReadOnlyList<string> command, IReadOnlyDictionary<string, string>? environment = null, CancellationToken cancellationToken = default)
    {
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        try
        {
            using var process = Process.Start(start)!;
            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var error = process.StandardError.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            return new Outcome(process.ExitCode == 0, $"{await output}{await error}".Trim());
        }
        catch (Win32Exception missing)
        {
            return new Outcome(false, missing.Message);
        }
    }
}
