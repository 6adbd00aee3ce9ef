using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;

namespace SwipeReview.AppHost.Infrastructure;

/// <summary>What npm has to do before a resource can start, done only when its inputs have changed since the last time.</summary>
internal static class NpmSteps
{
    private const int LinesShown = 15;

    private static readonly string[] NotInputs = ["node_modules", "dist", "coverage"];

    /// <summary>Installs the packages of the resource's folder.</summary>
    public static IResourceBuilder<ExecutableResource> WithNpmInstall(this IResourceBuilder<ExecutableResource> builder)
    {
        var folder = builder.Resource.WorkingDirectory;
        return builder.OnBeforeResourceStarted((_, _, cancellationToken) => OnceAsync(
            folder,
            output: Path.Combine(folder, "node_modules"),
            inputs: Directory.GetFiles(folder, "package*.json"),
            $"Installing the packages of {builder.Resource.Name}…",
            ["ci"],
            cancellationToken));
    }

    /// <summary>Builds the web app that the resource serves.</summary>
    /// <param name="folder">The web app's sources, relative to the AppHost's folder.</param>
    /// <param name="output">What its build makes, relative likewise.</param>
    public static IResourceBuilder<ProjectResource> WithWebApp(this IResourceBuilder<ProjectResource> builder, string folder, string output)
    {
        folder = Path.GetFullPath(folder, builder.ApplicationBuilder.AppHostDirectory);
        output = Path.GetFullPath(output, builder.ApplicationBuilder.AppHostDirectory);
        return builder.OnBeforeResourceStarted((_, _, cancellationToken) => OnceAsync(folder, output, Sources(folder), "Building the web app…", ["ci", "run build"], cancellationToken));
    }

    private static async Task OnceAsync(string folder, string output, IEnumerable<string> inputs, string saying, string[] commands, CancellationToken cancellationToken)
    {
        var stampFile = Path.Combine(folder, "node_modules", $".stamp-{Path.GetFileName(output)}");
        var stamp = await StampAsync(inputs, cancellationToken);
        if (Directory.Exists(output) && File.Exists(stampFile) && await File.ReadAllTextAsync(stampFile, cancellationToken) == stamp)
            return;

        Console.WriteLine(saying);
        foreach (var command in commands)
            await NpmAsync(folder, command, cancellationToken);
        await File.WriteAllTextAsync(stampFile, stamp, cancellationToken);
    }

    private static IEnumerable<string> Sources(string folder) =>
        Directory.EnumerateFiles(folder)
            .Concat(Directory.EnumerateDirectories(folder)
                .Where(child => !NotInputs.Contains(Path.GetFileName(child)))
                .SelectMany(child => Directory.EnumerateFiles(child, "*", SearchOption.AllDirectories)));

    private static async Task<string> StampAsync(IEnumerable<string> inputs, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var input in inputs.Order(StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(input));
            hash.AppendData(await File.ReadAllBytesAsync(input, cancellationToken));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static async Task NpmAsync(string folder, string command, CancellationToken cancellationToken)
    {
        using var npm = Process.Start(new ProcessStartInfo("npm", [.. command.Split(' '), "--no-audit", "--no-fund"])
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var output = npm.StandardOutput.ReadToEndAsync(cancellationToken);
        var errors = npm.StandardError.ReadToEndAsync(cancellationToken);
        await npm.WaitForExitAsync(cancellationToken);
        if (npm.ExitCode != 0)
        {
            var reason = string.Join('\n', $"{await errors}{await output}".Split('\n').Where(line => !line.StartsWith("npm warn", StringComparison.Ordinal)).Take(LinesShown));
            throw new DistributedApplicationException($"'npm {command}' failed in {folder}:\n{reason}");
        }
    }
}
