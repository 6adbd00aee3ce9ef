using System.Collections.Concurrent;
using System.Diagnostics.Tracing;
using System.Net;

namespace SwipeReview.LlmRouter.Tests.Support;

/// <summary>Every name that this process looks up and every address that it connects a socket to, whoever does it.</summary>
public sealed class RecordedNetwork : EventListener
{
    private readonly ConcurrentQueue<string> names = new();
    private readonly ConcurrentQueue<string> addresses = new();

    public IEnumerable<string> Names => names;

    /// <summary>Addresses that are not this machine's loopback; a path is a socket of this machine too.</summary>
    public IEnumerable<string> Outside => addresses.Where(address => !IsHere(address));

    public int Connections => addresses.Count;

    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        if (eventSource.Name is "System.Net.Sockets" or "System.Net.NameResolution")
        {
            EnableEvents(eventSource, EventLevel.Verbose);
        }
    }

    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        if (eventData is { EventName: "ConnectStart" or "ResolutionStart", Payload: [string where, ..] })
        {
            (eventData.EventName == "ConnectStart" ? addresses : names).Enqueue(where);
        }
    }

    // As SocketAddress writes itself: InterNetworkV6:28:{…} for IPv6, InterNetwork:16:{port bytes, address bytes …}, Unix:…
    private static bool IsHere(string address)
    {
        if (address.StartsWith("Unix", StringComparison.Ordinal))
        {
            return true;
        }

        var bytes = address[(address.IndexOf('{') + 1)..].TrimEnd('}').Split(',').Select(byte.Parse).ToArray();
        var ip = address.StartsWith("InterNetworkV6", StringComparison.Ordinal) ? new IPAddress(bytes.AsSpan(6, 16)) : new IPAddress(bytes.AsSpan(2, 4));
        return IPAddress.IsLoopback(ip.IsIPv4MappedToIPv6 ? ip.MapToIPv4() : ip);
    }
}
