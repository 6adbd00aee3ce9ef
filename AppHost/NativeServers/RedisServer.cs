using System.Net;
using System.Net.Sockets;
using System.Text;

namespace SwipeReview.NativeServers;

/// <summary>A private Redis that keeps its data (append-only file) and asks for a password.</summary>
public sealed class RedisServer(string dataFolder) : NativeServer("redis", "redis", dataFolder)
{
    internal const string Binary = "/usr/bin/redis-server";

    /// <summary><c>127.0.0.1:port,password=…</c> for StackExchange.Redis.</summary>
    public override string ConnectionString => $"127.0.0.1:{Port},password={Password}";

    private string ConfigurationFile => Path.Combine(Folder, "redis.conf");

    /// <inheritdoc/>
    public override async Task PrepareAsync(CancellationToken cancellationToken = default)
    {
        await OwnFolderAsync(cancellationToken);
        await User.WriteFileAsync(ConfigurationFile, $"""
            bind 127.0.0.1
            port {Port}
            requirepass {Password}
            dir {Folder}
            appendonly yes
            appendfsync everysec
            save ""
            maxmemory 256mb
            maxmemory-policy volatile-lru
            databases 256

            """, cancellationToken);
    }

    /// <inheritdoc/>
    public override NativeProcess Describe(bool diesWithParent = false) =>
        Describe([Binary, ConfigurationFile], new Dictionary<string, string>(), diesWithParent);

    /// <inheritdoc/>
    public override async Task<bool> AnswersAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, Port, cancellationToken);
            using var reader = new StreamReader(client.GetStream());
            await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"AUTH {Password}\r\nPING\r\n"), cancellationToken);
            // While it still loads its data, PING is answered with -LOADING.
            return await reader.ReadLineAsync(cancellationToken) == "+OK" && await reader.ReadLineAsync(cancellationToken) == "+PONG";
        }
        catch (Exception notYet) when (notYet is SocketException or IOException)
        {
            return false;
        }
    }
}
