using System.Diagnostics;
using SwipeReview.NativeServers;

namespace Aspire.Hosting.Dcp;

/// <summary>The engine's process. It watches ours: when we are gone, by whatever end, it ends all that it started, then itself.</summary>
internal sealed class DcpHost(EngineInstallation installation, TimeProvider clock) : IDisposable
{
    // Meant for us, or for whoever started us, not for the processes of the application.
    private static readonly string[] NotInherited =
    [
        "ASPNETCORE_URLS", "ASPNETCORE_ENVIRONMENT", "DOTNET_ENVIRONMENT", "DOTNET_LAUNCH_PROFILE",
        "MSBUILD_EXE_PATH", "MSBuildExtensionsPath", "MSBuildSDKsPath", "MSBuildLoadMicrosoftTargetsReadOnly", "DOTNET_HOST_PATH",
    ];

    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(30);

    private DcpClient? _client;
    private DirectoryInfo? _session;

    public DcpClient Client => _client ?? throw new InvalidOperationException("The engine is not started.");

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await installation.EnsureInstalledAsync(cancellationToken);
        _session = Directory.CreateTempSubdirectory("swipereview-engine-");
        var kubeconfig = Path.Combine(_session.FullName, "kubeconfig");
        var start = new ProcessStartInfo(
            installation.DcpPath,
            ["start-apiserver", "--monitor", $"{Environment.ProcessId}", "--detach", "--kubeconfig", kubeconfig])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["DCP_SESSION_FOLDER"] = _session.FullName,
                ["GOGC"] = "25", // it has little to do: rather a small heap than few collections
            },
        };
        foreach (var name in NotInherited)
            start.Environment.Remove(name);

        using (var launcher = Process.Start(start)!)
            await launcher.WaitForExitAsync(cancellationToken);
        _client = new DcpClient(await ReadKubeconfigAsync(kubeconfig, cancellationToken));
    }

    /// <summary>Ends everything that still runs, then the engine; returns when its process is gone.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_client is null)
            return;

        try
        {
            await _client.ShutDownAsync(cancellationToken);
            // The engine's own processes are the last to know of the session's folder.
            while (ProcessTable.AnyMentions(_session!.FullName))
                await Task.Delay(TimeSpan.FromMilliseconds(100), clock, cancellationToken);
        }
        catch (HttpRequestException)
        {
            // It is gone already, or on its way: it watches us.
        }
    }

    /// <summary>Ends by force whatever is left, of the engine and of what it started; returns when it is gone.</summary>
    public async Task KillAsync(CancellationToken cancellationToken)
    {
        while (_session is not null && ProcessTable.Descending(_session.FullName) is { Count: > 0 } left)
        {
            ProcessTable.Kill(left);
            await Task.Delay(TimeSpan.FromMilliseconds(50), clock, cancellationToken);
        }
    }

    public void Dispose() => _client?.Dispose();

    private async Task<Kubeconfig> ReadKubeconfigAsync(string path, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        while (clock.GetElapsedTime(started) < StartLimit)
        {
            if (File.Exists(path) && Kubeconfig.TryParse(await File.ReadAllTextAsync(path, cancellationToken)) is { } kubeconfig)
                return kubeconfig;
            await Task.Delay(TimeSpan.FromMilliseconds(20), clock, cancellationToken);
        }

        throw new DistributedApplicationException($"Aspire's engine ({installation.DcpPath}) did not start within {StartLimit.TotalSeconds} seconds.");
    }
}
