using System.Diagnostics;
using System.Security.Cryptography;

namespace SwipeReview.Testing;

/// <summary>Runs npm in a folder of the repository.</summary>
public static class Npm
{
    /// <summary>Installs what the lock file names, unless it is installed already.</summary>
    public static async Task InstallAsync(string folder)
    {
        var wanted = Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(Path.Combine(Repository.Root, folder, "package-lock.json"))));
        var stamp = Path.Combine(Repository.Root, folder, "node_modules", ".installed-for-tests");
        if (!File.Exists(stamp) || await File.ReadAllTextAsync(stamp) != wanted)
        {
            var (code, output) = await RunAsync(folder, "ci");
            if (code != 0)
            {
                throw new InvalidOperationException($"npm ci failed in {folder}:\n{output}");
            }

            await File.WriteAllTextAsync(stamp, wanted);
        }
    }

    public static async Task<(int ExitCode, string Output)> RunAsync(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("npm", arguments)
        {
            WorkingDirectory = Path.Combine(Repository.Root, folder),
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["CI"] = "true";
        start.Environment["NO_COLOR"] = "1";
        using var process = Process.Start(start)!;
        var output = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, string.Concat(output));
    }
}
