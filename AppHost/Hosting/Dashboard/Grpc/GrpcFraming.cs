using System.Buffers;
using System.Buffers.Binary;
using System.IO.Pipelines;
using Google.Protobuf;

namespace Aspire.Hosting.Dashboard.Grpc;

/// <summary>gRPC puts five bytes before each message: whether it is compressed, and its length, big-endian.</summary>
internal static class GrpcFraming
{
    private const int HeaderSize = 5;
    private const int LargestMessage = 4 * 1024 * 1024;

    /// <exception cref="GrpcException">The message is cut short, compressed, or larger than 4 MB.</exception>
    public static async Task<T> ReadMessageAsync<T>(this PipeReader reader, MessageParser<T> parser, CancellationToken cancellationToken)
        where T : IMessage<T>
    {
        var header = await reader.ReadBytesAsync(HeaderSize, cancellationToken);
        if (header[0] != 0)
            throw new GrpcException(GrpcStatus.Unimplemented, "Compressed messages are not understood.");

        var length = BinaryPrimitives.ReadUInt32BigEndian(header.AsSpan(1));
        if (length > LargestMessage)
            throw new GrpcException(GrpcStatus.InvalidArgument, $"A message has at most {LargestMessage} bytes.");

        try
        {
            return parser.ParseFrom(await reader.ReadBytesAsync((int)length, cancellationToken));
        }
        catch (InvalidProtocolBufferException broken)
        {
            throw new GrpcException(GrpcStatus.InvalidArgument, broken.Message);
        }
    }

    /// <summary>Writes the message and sends it on its way.</summary>
    public static async Task WriteMessageAsync(this PipeWriter writer, IMessage message, CancellationToken cancellationToken)
    {
        var length = message.CalculateSize();
        var header = writer.GetSpan(HeaderSize);
        header[0] = 0;
        BinaryPrimitives.WriteInt32BigEndian(header[1..], length);
        writer.Advance(HeaderSize);
        message.WriteTo(writer);
        await writer.FlushAsync(cancellationToken);
    }

    private static async Task<byte[]> ReadBytesAsync(this PipeReader reader, int count, CancellationToken cancellationToken)
    {
        if (count == 0)
            return [];

        var read = await reader.ReadAtLeastAsync(count, cancellationToken);
        if (read.Buffer.Length < count)
            throw new GrpcException(GrpcStatus.InvalidArgument, "The message is cut short.");

        var wanted = read.Buffer.Slice(0, count);
        var bytes = wanted.ToArray();
        reader.AdvanceTo(wanted.End);
        return bytes;
    }
}
