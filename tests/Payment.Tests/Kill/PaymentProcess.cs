using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using SwipeReview.Testing;

namespace SwipeReview.Payment.Tests.Kill;

/// <summary>Payment as a process of its own, which can be killed as only the kernel can, and started again on the same port.</summary>
internal sealed class PaymentProcess(IReadOnlyDictionary<string, string?> settings) : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly int port = FreePort();
    private Process? process;

    public Uri Address => new($"http://127.0.0.1:{port}");

    public bool IsDead => process?.HasExited == true;

    public async Task StartAsync()
    {
        await DisposeAsync(); // a process that nobody holds any more would outlive the tests
        var build = new DirectoryInfo(AppContext.BaseDirectory); // bin/Debug/net10.0
        var folder = Path.Combine(Repository.Root, "services", "Payment");
        var start = new ProcessStartInfo("dotnet", [Path.Combine(folder, "bin", build.Parent!.Name, build.Name, "SwipeReview.Payment.dll")])
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
        };
        start.Environment["ASPNETCORE_URLS"] = Address.ToString();
        foreach (var (name, value) in settings)
        {
            start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        process = Process.Start(start)!;
        process.BeginOutputReadLine(); // unread, it would stop when the pipe is full
        using var http = new HttpClient { BaseAddress = Address };
        await Eventually.BeTrueAsync(() => IsHealthyAsync(http), "Payment to be ready", Patience);
    }

    /// <summary>SIGKILL: nothing of it runs any more when this returns.</summary>
    public async Task KillAsync()
    {
        if (process is { } running)
        {
            running.Kill();
            await running.WaitForExitAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        process?.Dispose();
        process = null;
    }

    private static async Task<bool> IsHealthyAsync(HttpClient http)
    {
        try
        {
            using var answer = await http.GetAsync("/health");
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false; // it does not listen yet
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
