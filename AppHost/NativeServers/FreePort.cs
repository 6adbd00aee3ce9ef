using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace SwipeReview.NativeServers;

/// <summary>Free ports on loopback.</summary>
public static class FreePort
{
    private static readonly ConcurrentDictionary<int, byte> Handed = new();

    /// <summary>
    /// A port on 127.0.0.1 that nobody listens on. Taken below the range that outgoing connections use (32768 and up), so that
    /// no connection sits on it while its server restarts. Never the same one twice: nobody need listen on the first yet.
    /// </summary>
    public static int Take()
    {
        while (true)
        {
            var port = RandomNumberGenerator.GetInt32(20_000, 32_000);
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
                if (Handed.TryAdd(port, 0))
                    return port;
            }
            catch (SocketException)
            {
                // Taken: try another.
            }
        }
    }
}
