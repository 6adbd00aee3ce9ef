using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Configuration;
using SwipeReview.NativeServers;

namespace SwipeReview.AppHost.Infrastructure;

internal static class Ports
{
    /// <summary>
    /// The port that an option asks for, checked before anything starts; 0 becomes a free one. In the manifest ports are the
    /// deployment's matter.
    /// </summary>
    public static int? GetPort(this IDistributedApplicationBuilder builder, string option, int usual)
    {
        if (builder.ExecutionContext.IsPublishMode)
            return null;

        var port = builder.Configuration.GetValue(option, usual);
        if (port == 0)
            return FreePort.Take();

        builder.Eventing.Subscribe<BeforeStartEvent>((_, _) => IsFree(port)
            ? Task.CompletedTask
            : throw new DistributedApplicationException($"Port {port} is taken. Choose another with --{option} (0 picks a free one)."));
        return port;
    }

    /// <summary>Where Aspire looks for the dashboard's address.</summary>
    public static void UseDashboardPort(this IDistributedApplicationBuilder builder, int usual)
    {
        if (builder.GetPort("dashboard-port", usual) is { } port)
        {
            builder.Configuration["ASPNETCORE_URLS"] = $"http://localhost:{port}";
            builder.Configuration["ASPIRE_ALLOW_UNSECURED_TRANSPORT"] = "true";
        }
    }

    private static bool IsFree(int port) => new[] { IPAddress.Loopback, IPAddress.IPv6Loopback }.All(address => CanListen(address, port));

    private static bool CanListen(IPAddress address, int port)
    {
        using var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(address, port));
            socket.Listen();
            return true;
        }
        catch (SocketException refusal)
        {
            return refusal.SocketErrorCode == SocketError.AddressNotAvailable; // no IPv6 here: nobody can be in the way
        }
    }
}
