using System.Net;
using System.Net.Sockets;

namespace SwipeReview.NativeServers;

/// <summary>A private RabbitMQ with one user, no plugins, and an Erlang port mapper of its own that ends with it.</summary>
public sealed class RabbitMqServer(string dataFolder) : NativeServer("rabbitmq", "rabbitmq", dataFolder)
{
    internal const string StartScript = "/usr/lib/rabbitmq/bin/rabbitmq-server";
    private const string UserName = "swipereview";
    private const string NodeName = "swipereview@localhost";

    // Left to itself, Erlang starts one port mapper (epmd) per machine that outlives everybody. Here the shell starts a private
    // one and then becomes the broker: the mapper is the broker's child, and the kernel ends it when the broker is gone.
    private const string RunScript = """
        setpriv --pdeathsig KILL -- epmd -port "$ERL_EPMD_PORT" &
        exec "$0"
        """;

    // RabbitMQ 3.10 keeps the list of its quorum queues in memory for up to three minutes before it writes it down. Killed
    // before that, it comes back with queues that are empty and never get a leader: consuming and confirming wait for ever
    // (rabbitmq-server#10070, #15725). So the list is written at once, and who has no leader is made to elect one.
    private const string TendScript = """
        HasNoLeader = fun(Queue) ->
            {Cluster, _} = amqqueue:get_pid(Queue),
            ra_leaderboard:lookup_leader(Cluster) =:= undefined
        end,
        spawn(fun Tend() ->
            timer:sleep(250),
            lists:foreach(fun dets:sync/1, dets:all()),
            try
                [ra:trigger_election(amqqueue:get_pid(Queue)) || Queue <- rabbit_amqqueue:list_by_type(rabbit_quorum_queue), HasNoLeader(Queue)]
            catch _:_ -> not_up_yet
            end,
            Tend()
        end).

        """;

    private readonly int mapperPort = FreePort.Take();
    private readonly int clusterPort = FreePort.Take();

    /// <summary><c>amqp://user:password@127.0.0.1:port</c>, the default virtual host.</summary>
    public override string ConnectionString => $"amqp://{UserName}:{Password}@127.0.0.1:{Port}";

    private string Home => Path.Combine(Folder, "home");
    private string ConfigurationFile => Path.Combine(Folder, "rabbitmq.conf");
    private string TendFile => Path.Combine(Folder, "tend.erl");
    private string PluginsFile => Path.Combine(Folder, "enabled_plugins");

    /// <inheritdoc/>
    public override async Task PrepareAsync(CancellationToken cancellationToken = default)
    {
        await OwnFolderAsync(cancellationToken);
        await User.OwnFolderAsync(Home, cancellationToken);
        await User.WriteFileAsync(Path.Combine(Home, ".erlang.cookie"), Secret.Derive(Password, "cookie"), cancellationToken);
        await User.WriteFileAsync(PluginsFile, "[].\n", cancellationToken);
        await User.WriteFileAsync(TendFile, TendScript, cancellationToken);
        // The user is made at the first start only, hence the password that lasts as long as the data.
        // Quorum queues write one log for all; its default size of 512 MB would be held in memory.
        await User.WriteFileAsync(ConfigurationFile, $"""
            listeners.tcp.local = 127.0.0.1:{Port}
            default_user = {UserName}
            default_pass = {Password}
            vm_memory_high_watermark.absolute = 512MB
            disk_free_limit.absolute = 100MB
            raft.wal_max_size_bytes = 33554432
            log.file = false
            log.console = true
            log.console.level = warning

            """, cancellationToken);
    }

    /// <inheritdoc/>
    public override NativeProcess Describe(bool diesWithParent = false) =>
        Describe(["/bin/sh", "-c", RunScript, StartScript], BrokerEnvironment(), diesWithParent);

    /// <inheritdoc/>
    public override async Task<bool> AnswersAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, Port, cancellationToken);
            await client.GetStream().WriteAsync("AMQP\0\0\u0009\u0001"u8.ToArray(), cancellationToken);
            var frame = new byte[1];
            return await client.GetStream().ReadAsync(frame, cancellationToken) == 1 && frame[0] == 1; // a method frame: connection.start
        }
        catch (Exception notYet) when (notYet is SocketException or IOException)
        {
            return false;
        }
    }

    /// <summary>Makes a virtual host, apart from all others, that the server's user may use. Takes about half a second.</summary>
    /// <param name="name">Lower-case letters, digits and dashes.</param>
    /// <returns>The connection string of it.</returns>
    public async Task<string> CreateVirtualHostAsync(string name, CancellationToken cancellationToken = default)
    {
        if (name.Any(c => !char.IsAsciiLetterLower(c) && !char.IsAsciiDigit(c) && c != '-'))
        {
            throw new ArgumentException("A virtual host's name has lower-case letters, digits and dashes.", nameof(name));
        }

        // One call over Erlang's own protocol: the management plugin would cost memory, rabbitmqctl seconds.
        var program = $$"""
            Call = fun(Module, Function, Arguments) -> ok = rpc:call('{{NodeName}}', Module, Function, Arguments) end,
            Call(rabbit_vhost, add, [<<"{{name}}">>, <<"{{UserName}}">>]),
            Call(rabbit_auth_backend_internal, set_permissions,
                 [<<"{{UserName}}">>, <<"{{name}}">>, <<".*">>, <<".*">>, <<".*">>, <<"{{UserName}}">>]),
            halt(0).
            """;
        await NativeTool.RunAsync(
            User.Run(["erl", "-noinput", "-hidden", "-sname", $"swipereview-{Environment.ProcessId}-{name}@localhost", "-eval", program]),
            MapperEnvironment(),
            cancellationToken);
        return $"{ConnectionString}/{name}";
    }

    private Dictionary<string, string> MapperEnvironment() => new(StringComparer.Ordinal)
    {
        ["HOME"] = Home,
        ["ERL_EPMD_ADDRESS"] = "127.0.0.1",
        ["ERL_EPMD_PORT"] = $"{mapperPort}",
        ["ERL_ZFLAGS"] = "-start_epmd false",
    };

    private Dictionary<string, string> BrokerEnvironment() => new(MapperEnvironment(), StringComparer.Ordinal)
    {
        ["RABBITMQ_NODENAME"] = NodeName,
        ["RABBITMQ_DIST_PORT"] = $"{clusterPort}",
        ["RABBITMQ_CONFIG_FILE"] = ConfigurationFile,
        ["RABBITMQ_CONF_ENV_FILE"] = Path.Combine(Folder, "none"), // or the system's own settings leak in
        ["RABBITMQ_ADVANCED_CONFIG_FILE"] = Path.Combine(Folder, "none.config"),
        ["RABBITMQ_ENABLED_PLUGINS_FILE"] = PluginsFile,
        ["RABBITMQ_MNESIA_BASE"] = Path.Combine(Folder, "data"),
        ["RABBITMQ_LOG_BASE"] = Path.Combine(Folder, "log"),
        ["RABBITMQ_LOG"] = "-color",
        ["RABBITMQ_ALLOW_INPUT"] = "1", // the script then becomes the broker instead of watching over it
        // Two schedulers that sleep when there is nothing to do: an idle broker should cost nothing.
        ["RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS"] =
            "-noinput +S 2:2 +A 4 +sbwt none +sbwtdcpu none +sbwtdio none -kernel inet_dist_use_interface {127,0,0,1} "
            + "-eval file:eval(os:getenv(\"TEND_FILE\"))", // the path itself may have spaces
        ["TEND_FILE"] = TendFile,
    };
}
