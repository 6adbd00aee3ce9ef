using System.Diagnostics;
using SwipeReview.Testing;

namespace SwipeReview.Storage.Tests.Support;

/// <summary>
/// s3rver, an S3 in Node: not ours, so its answers are what a compatible server says. Installed from npm on first use.
/// <see cref="WhyNot"/> says why it is not there.
/// </summary>
public sealed class S3Server : IAsyncLifetime
{
    public const string Bucket = "files";
    private const string Package = "s3rver@3.7.1";
    private const string Script = """
        new (require('s3rver'))({ address: '127.0.0.1', port: 0, silent: true, directory: 'data', configureBuckets: [{ name: 'files' }] })
          .run((error, address) => { if (error) throw error; console.log(address.port); });
        process.stdin.on('end', () => process.exit()).resume();
        """;

    private readonly string folder = TestFolder.Create();
    private Process? server;

    public string? WhyNot { get; private set; }

    public string? Endpoint { get; private set; }

    public async ValueTask InitializeAsync()
    {
        try
        {
            using var install = Start("npm", "install", "--no-audit", "--no-fund", "--silent", Package);
            using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(3));
            await install.WaitForExitAsync(patience.Token);
            if (install.ExitCode != 0)
            {
                WhyNot = $"npm could not install {Package}.";
                return;
            }

            Directory.CreateDirectory(Path.Combine(folder, "data"));
            // It ends when its standard input does: also when this process is killed.
            server = Start("node", "-e", Script);
            Endpoint = $"http://127.0.0.1:{await server.StandardOutput.ReadLineAsync()}";
        }
        catch (System.ComponentModel.Win32Exception missing)
        {
            WhyNot = $"Node is not installed: {missing.Message}";
        }
    }

    private Process Start(string program, params string[] arguments) => Process.Start(new ProcessStartInfo(program, arguments)
    {
        WorkingDirectory = folder,
        UseShellExecute = false,
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
    })!;

    public async ValueTask DisposeAsync()
    {
        if (server is not null)
        {
            server.Kill();
            await server.WaitForExitAsync();
            server.Dispose();
        }

        Directory.Delete(folder, recursive: true);
    }
}
