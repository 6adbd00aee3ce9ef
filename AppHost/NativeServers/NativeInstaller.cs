namespace SwipeReview.NativeServers;

/// <summary>Sees to it that PostgreSQL, Redis, RabbitMQ, poppler's tools and a font are installed from the system's packages.</summary>
public static class NativeInstaller
{
    private const string PolicyFile = "/usr/sbin/policy-rc.d";

    private static readonly (string Package, Func<bool> IsInstalled)[] Packages =
    [
        ("postgresql", () => PostgresServer.NewestBinFolder() is not null),
        ("redis-server", () => File.Exists(RedisServer.Binary)),
        ("rabbitmq-server", () => File.Exists(RabbitMqServer.StartScript)),
        ("poppler-utils", () => File.Exists("/usr/bin/pdftotext")), // Documents reads pdf files with it
        ("fonts-dejavu-core", () => File.Exists("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")), // Delivery writes pdf reports in it
    ];

    /// <summary>
    /// Installs what is missing with apt-get; returns at once when nothing is. The packages' own services are neither
    /// started nor enabled: SwipeReview runs private servers of its own.
    /// </summary>
    /// <param name="progress">Told what is being done when it takes long.</param>
    /// <exception cref="NativeServerException">Something is missing and this user may not install it, or apt-get failed.
    /// The message is one line and names the command to run.</exception>
    public static Task EnsureInstalledAsync(Action<string>? progress = null, CancellationToken cancellationToken = default) =>
        EnsureInstalledAsync(Packages, progress, cancellationToken);

    /// <summary>The same for one package that puts a file at <paramref name="path"/>: a browser for tests, a converter.</summary>
    /// <exception cref="NativeServerException">As above.</exception>
    public static Task EnsureInstalledAsync(string package, string path, Action<string>? progress = null, CancellationToken cancellationToken = default) =>
        EnsureInstalledAsync([(package, () => File.Exists(path))], progress, cancellationToken);

    private static async Task EnsureInstalledAsync((string Package, Func<bool> IsInstalled)[] wanted, Action<string>? progress, CancellationToken cancellationToken)
    {
        if (Missing(wanted) is [])
        {
            return;
        }

        // Test projects start side by side: one installs, the others wait and then find nothing missing.
        await using var turn = await FileTurn.TakeAsync("install", cancellationToken);
        if (Missing(wanted) is not [_, ..] missing)
        {
            return;
        }

        var packages = missing.ConvertAll(p => p.Package);
        var byHand = $"sudo apt-get install -y --no-install-recommends {string.Join(' ', packages)}";
        if (await ElevationAsync(cancellationToken) is not { } elevation)
        {
            throw new NativeServerException($"SwipeReview needs {string.Join(", ", packages)}, and this user may not install packages. Run: {byHand}");
        }

        progress?.Invoke($"Installing {string.Join(", ", packages)} from the system's packages (once, about a minute)");
        if (!await InstallAsync(elevation, packages, cancellationToken))
        {
            throw new NativeServerException($"apt-get could not install {string.Join(", ", packages)}. Run: {byHand}");
        }

        foreach (var service in packages) // a server names its service as itself; others have none
        {
            await NativeTool.TryRunAsync([.. elevation, "update-rc.d", service, "disable"], cancellationToken: cancellationToken);
        }
    }

    private static List<(string Package, Func<bool> IsInstalled)> Missing((string Package, Func<bool> IsInstalled)[] wanted) =>
        [.. wanted.Where(p => !p.IsInstalled())];

    /// <returns>What to put before a command so that root runs it; null when this user can't become root without a password.</returns>
    private static async Task<string[]?> ElevationAsync(CancellationToken cancellationToken)
    {
        if (Environment.IsPrivilegedProcess)
        {
            return [];
        }

        var sudo = await NativeTool.TryRunAsync(["sudo", "-n", "true"], cancellationToken: cancellationToken);
        return sudo.Succeeded ? ["sudo", "-n"] : null;
    }

    private static async Task<bool> InstallAsync(string[] elevation, List<string> packages, CancellationToken cancellationToken)
    {
        string[] install =
        [
            .. elevation, "env", "DEBIAN_FRONTEND=noninteractive",
            "apt-get", "-o", "DPkg::Lock::Timeout=300", "install", "-y", "--no-install-recommends", .. packages,
        ];
        // Debian's way to say "install, but start nothing". Where the file exists already, its owner has decided.
        var ownPolicy = !File.Exists(PolicyFile);
        if (ownPolicy)
        {
            await NativeTool.RunAsync([.. elevation, "sh", "-c", $"printf '#!/bin/sh\\nexit 101\\n' > {PolicyFile} && chmod 755 {PolicyFile}"], cancellationToken: cancellationToken);
        }

        try
        {
            var first = await NativeTool.TryRunAsync(install, cancellationToken: cancellationToken);
            if (first.Succeeded)
            {
                return true;
            }

            // A fresh container has no package lists yet.
            await NativeTool.TryRunAsync([.. elevation, "apt-get", "-o", "DPkg::Lock::Timeout=300", "update"], cancellationToken: cancellationToken);
            return (await NativeTool.TryRunAsync(install, cancellationToken: cancellationToken)).Succeeded;
        }
        finally
        {
            if (ownPolicy)
            {
                await NativeTool.TryRunAsync([.. elevation, "rm", "-f", PolicyFile], cancellationToken: CancellationToken.None);
            }
        }
    }
}
