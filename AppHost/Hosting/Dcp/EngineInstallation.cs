using System.Diagnostics;
using System.Security.Cryptography;

namespace Aspire.Hosting.Dcp;

/// <summary>
/// Aspire's engine and dashboard, as the npm package of Aspire's command line ships them. Unpacked once per user and version;
/// all clones share it.
/// </summary>
internal sealed class EngineInstallation(string appHostDirectory)
{
    private static readonly SemaphoreSlim OneAtATime = new(1, 1);

    /// <summary>The lock file pins the package by its hash, so its own hash names what gets installed.</summary>
    private readonly string _folder = Path.Combine(CacheFolder, $"engine-{Hash(Path.Combine(appHostDirectory, "engine", "package-lock.json"))}");

    public string DcpPath => Path.Combine(Bundle(_folder), "dcp", "dcp");

    public string DashboardPath => Path.Combine(Bundle(_folder), "managed", "aspire-managed");

    private static string CacheFolder => Path.Combine(
        Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } cache
            ? cache
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache"),
        "swipereview");

    public async Task EnsureInstalledAsync(CancellationToken cancellationToken)
    {
        await OneAtATime.WaitAsync(cancellationToken);
        try
        {
            if (!File.Exists(DcpPath))
                await InstallAsync(cancellationToken);
        }
        finally
        {
            OneAtATime.Release();
        }
    }

    /// <summary>In a folder of its own, renamed when it is whole: a start that was cut short, or two at once, do no harm.</summary>
    private async Task InstallAsync(CancellationToken cancellationToken)
    {
        Console.WriteLine("Fetching Aspire's engine and dashboard (once, about 150 MB)…");
        var draft = Directory.CreateDirectory($"{_folder}.{Environment.ProcessId}").FullName;
        foreach (var file in new[] { "package.json", "package-lock.json" })
            File.Copy(Path.Combine(appHostDirectory, "engine", file), Path.Combine(draft, file), overwrite: true);

        await RunAsync("npm", ["ci", "--no-audit", "--no-fund"], draft, cancellationToken);
        // Without a target it unpacks beside its bin folder, which is where Bundle looks.
        await RunAsync(Path.Combine(Package(draft), "bin", "aspire"), ["setup"], draft, cancellationToken);
        MakeLinkRelative(Package(draft));

        try
        {
            Directory.Move(draft, _folder);
        }
        catch (IOException) when (File.Exists(DcpPath))
        {
            Directory.Delete(draft, recursive: true);
        }
    }

    /// <summary>The bundle is a link to a folder named by version, made absolute; it has to survive the renaming.</summary>
    private static void MakeLinkRelative(string package)
    {
        var link = new DirectoryInfo(Path.Combine(package, "bundle"));
        if (link.LinkTarget is not { } target)
            return;

        link.Delete();
        Directory.CreateSymbolicLink(link.FullName, Path.GetRelativePath(package, target));
    }

    private static async Task RunAsync(string command, string[] arguments, string folder, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(command, arguments)
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["ASPIRE_CLI_TELEMETRY_OPTOUT"] = "1" },
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var errors = process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        if (process.ExitCode != 0)
            throw new DistributedApplicationException($"'{Path.GetFileName(command)} {string.Join(' ', arguments)}' failed: {await errors}{await output}");
    }

    private static string Package(string folder) => Path.Combine(folder, "node_modules", "@microsoft", "aspire-cli-linux-x64");

    private static string Bundle(string folder) => Path.Combine(Package(folder), "bundle");

    private static string Hash(string file) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)))[..12];
}
