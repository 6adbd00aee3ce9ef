using MassTransit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using RabbitMQ.Client;

namespace SwipeReview.ServiceDefaults.Messaging;

/// <summary>Where the broker is (the connection string <c>rabbitmq</c>, an <c>amqp://</c> URL) and how to get there.</summary>
internal sealed partial class BrokerAddress
{
    private const int DefaultPort = 5672;

    // A broker that accepts connections and says nothing is as good as away; a busy one needs a moment.
    private static readonly TimeSpan HandshakePatience = TimeSpan.FromSeconds(3);

    private readonly TimeSpan heartbeat;
    private readonly string virtualHost;
    private readonly string user;
    private readonly string password;
    private readonly string host;
    private readonly ushort port;
    private readonly ILogger<BrokerAddress> logger;

    public BrokerAddress(IConfiguration configuration, IOptions<MessagingOptions> options, ILogger<BrokerAddress> logger)
    {
        this.logger = logger;
        var address = new Uri(configuration.GetConnectionString("rabbitmq") ?? throw new InvalidOperationException("No connection string 'rabbitmq'."));
        var person = address.UserInfo.Split(':', 2);
        (user, password) = (Uri.UnescapeDataString(person[0]), Uri.UnescapeDataString(person.ElementAtOrDefault(1) ?? ""));
        (host, port) = (address.Host, (ushort)(address.Port > 0 ? address.Port : DefaultPort));
        virtualHost = address.AbsolutePath.Length > 1 ? Uri.UnescapeDataString(address.AbsolutePath[1..]) : "/";
        heartbeat = options.Value.Heartbeat;
    }

    public void Configure(IRabbitMqBusFactoryConfigurator bus) => bus.Host(host, port, virtualHost, connection =>
    {
        connection.Username(user);
        connection.Password(password);
        connection.Heartbeat(heartbeat);
    });

    /// <summary>Logs in and opens the virtual host: then the broker serves, which an open port does not say.</summary>
    /// <returns>Null while the broker doesn't serve.</returns>
    public async Task<IConnection?> TryConnectAsync(string name, CancellationToken cancellationToken)
    {
        var factory = new ConnectionFactory
        {
            HostName = host,
            Port = port,
            VirtualHost = virtualHost,
            UserName = user,
            Password = password,
            ClientProvidedName = name,
            RequestedHeartbeat = heartbeat,
            RequestedConnectionTimeout = HandshakePatience,
            HandshakeContinuationTimeout = HandshakePatience,
            AutomaticRecoveryEnabled = false,
        };
        try
        {
            return await factory.CreateConnectionAsync(cancellationToken);
        }
        catch (Exception away) when (!cancellationToken.IsCancellationRequested)
        {
            LogAway(logger, away.Message);
            return null;
        }
    }

    [LoggerMessage(LogLevel.Debug, "The broker does not serve: {Reason}")]
    private static partial void LogAway(ILogger logger, string reason);
}
