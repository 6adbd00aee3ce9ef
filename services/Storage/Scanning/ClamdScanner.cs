using System.Buffers;
using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Options;

namespace SwipeReview.Storage.Scanning;

/// <summary>ClamAV's daemon, by its INSTREAM command: chunks with a length before each, a zero length at the end, one line back.</summary>
internal sealed class ClamdScanner(IOptions<ScanOptions> options) : IFileScanner
{
    private const int ChunkSize = 64 * 1024;
    private const int LongestVerdict = 1024;

    public async Task<string?> FindThreatAsync(Stream content, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(options.Value.Timeout);
        try
        {
            return Read(await AskAsync(content, patience.Token));
        }
        catch (SocketException away)
        {
            throw new IOException("The scanner is away.", away);
        }
        catch (OperationCanceledException slow) when (!cancellationToken.IsCancellationRequested)
        {
            throw new IOException("The scanner is too slow.", slow);
        }
    }

    private async Task<string> AskAsync(Stream content, CancellationToken cancellationToken)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(options.Value.ClamdHost!, options.Value.ClamdPort, cancellationToken);
        var clamd = client.GetStream();
        await clamd.WriteAsync("zINSTREAM\0"u8.ToArray(), cancellationToken);
        content.Position = 0;
        var chunk = ArrayPool<byte>.Shared.Rent(sizeof(int) + ChunkSize);
        try
        {
            int read;
            do
            {
                read = await content.ReadAsync(chunk.AsMemory(sizeof(int), ChunkSize), cancellationToken);
                BinaryPrimitives.WriteInt32BigEndian(chunk, read);
                await clamd.WriteAsync(chunk.AsMemory(0, sizeof(int) + read), cancellationToken);
            }
            while (read > 0);
            var length = await clamd.ReadAtLeastAsync(chunk.AsMemory(0, LongestVerdict), LongestVerdict, throwOnEndOfStream: false, cancellationToken);
            return Encoding.UTF8.GetString(chunk, 0, length).TrimEnd('\0', '\n');
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(chunk);
        }
    }

    // "stream: OK", "stream: Eicar-Test-Signature FOUND", or a complaint.
    private static string? Read(string verdict) => verdict switch
    {
        "stream: OK" => null,
        _ when verdict.StartsWith("stream: ", StringComparison.Ordinal) && verdict.EndsWith(" FOUND", StringComparison.Ordinal) => verdict["stream: ".Length..^" FOUND".Length],
        _ => throw new IOException($"The scanner gave no verdict: {verdict}"),
    };
}
