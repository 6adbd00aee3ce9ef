using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;

namespace SwipeReview.Storage.Tests.Support;

/// <summary>Storage as a process of its own, over the servers and the folder of an app, to be ended with SIGKILL.</summary>
internal sealed class StorageProcess(StorageApp app) : IAsyncDisposable
{
    private Process? process;

    public Uri Address { get; } = new($"http://127.0.0.1:{FreePort()}");

    /// <summary>Each client has connections of its own, as a new one after a fault has.</summary>
    public HttpClient As(Guid userId) => new()
    {
        BaseAddress = Address,
        DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", app.TokenOf(userId)) },
    };

    public async Task StartAsync()
    {
        var start = new ProcessStartInfo("dotnet", [typeof(StorageModule).Assembly.Location]) { UseShellExecute = false };
        foreach (var (name, value) in app.Settings)
        {
            start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        start.Environment["ASPNETCORE_URLS"] = Address.ToString();
        start.Environment["Logging__LogLevel__Default"] = "Error";
        start.Environment["services__identity__http__0"] = app.IdentityAddress;
        start.Environment["ServiceAuth__ClientId"] = "storage";
        start.Environment["ServiceAuth__ClientSecret"] = "a-secret-that-only-tests-know";
        process = Process.Start(start)!;
        using var client = new HttpClient { BaseAddress = Address };
        await SwipeReview.Testing.Eventually.BeTrueAsync(async () =>
        {
            try
            {
                using var answer = await client.GetAsync("/alive");
                return answer.IsSuccessStatusCode;
            }
            catch (HttpRequestException)
            {
                return false;
            }
        }, "the process", TimeSpan.FromMinutes(1)); // on a busy machine
    }

    public async Task KillAsync()
    {
        process!.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        process = null;
    }

    public async ValueTask DisposeAsync()
    {
        if (process is not null)
        {
            await KillAsync();
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
