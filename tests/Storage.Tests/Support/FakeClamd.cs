using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace SwipeReview.Storage.Tests.Support;

/// <summary>clamd's INSTREAM on the wire, with one signature: the word "EICAR".</summary>
internal sealed class FakeClamd : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);

    public FakeClamd()
    {
        listener.Start();
        _ = ServeAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    private async Task ServeAsync()
    {
        while (true)
        {
            TcpClient client;
            try
            {
                client = await listener.AcceptTcpClientAsync();
            }
            catch (Exception stopped) when (stopped is SocketException or ObjectDisposedException)
            {
                return;
            }

            using (client)
            {
                await AnswerAsync(client.GetStream());
            }
        }
    }

    private static async Task AnswerAsync(NetworkStream stream)
    {
        var command = new byte[10];
        await stream.ReadExactlyAsync(command);
        Assert.Equal("zINSTREAM\0", Encoding.ASCII.GetString(command));
        using var content = new MemoryStream();
        var header = new byte[4];
        while (true)
        {
            await stream.ReadExactlyAsync(header);
            var length = BinaryPrimitives.ReadInt32BigEndian(header);
            if (length == 0)
            {
                break;
            }

            var chunk = new byte[length];
            await stream.ReadExactlyAsync(chunk);
            content.Write(chunk);
        }

        var isInfected = Encoding.UTF8.GetString(content.ToArray()).Contains("EICAR", StringComparison.Ordinal);
        await stream.WriteAsync(Encoding.ASCII.GetBytes(isInfected ? "stream: Eicar-Test-Signature FOUND\0" : "stream: OK\0"));
    }

    public void Dispose() => listener.Dispose();
}
