using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace SwipeReview.NativeServers;

/// <summary>Free ports on loopback.</summary>
public static class FreePort
{
    /// <summary>
    /// A port on 127.0.0.1 that nobody listens on. Taken below the range that outgoing connections use (32768 and up), so that
    /// no connection sits on it while its server restarts.
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
                return port;
            }
            catch (SocketException)
            {
                // Taken: try another.
            }
        }
    }
}
