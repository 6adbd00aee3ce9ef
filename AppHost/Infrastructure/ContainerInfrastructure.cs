using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace SwipeReview.AppHost.Infrastructure;

/// <summary>The same servers as containers: with a container engine, and in the manifest.</summary>
internal sealed class ContainerInfrastructure(IDistributedApplicationBuilder builder) : IInfrastructure
{
    private const string Registry = "docker.io";
    private const string Postgres = "library/postgres";
    private const string PostgresTag = "17";
    private const string Redis = "library/redis";
    private const string RedisTag = "7";
    private const string RabbitMQ = "library/rabbitmq";
    private const string RabbitMQTag = "4";

    public static IEnumerable<string> Images => [$"{Registry}/{Postgres}:{PostgresTag}", $"{Registry}/{Redis}:{RedisTag}", $"{Registry}/{RabbitMQ}:{RabbitMQTag}"];

    public IResourceBuilder<IPostgresServer> AddPostgres(string name)
    {
        var password = builder.AddGeneratedSecret($"{name}-password");
        return Add(new PostgresContainer(name, password.Resource), Postgres, PostgresTag, port: 5432, "tcp", data: "/var/lib/postgresql/data")
            .WithEnvironment("POSTGRES_PASSWORD", password);
    }

    public IResourceBuilder<IServer> AddRedis(string name)
    {
        var password = builder.AddGeneratedSecret($"{name}-password");
        return Add(new RedisContainer(name, password.Resource), Redis, RedisTag, port: 6379, "redis", data: "/data")
            .WithEntrypoint("/bin/sh")
            .WithArgs("-c", "exec redis-server --requirepass $REDIS_PASSWORD --appendonly yes")
            .WithEnvironment("REDIS_PASSWORD", password);
    }

    public IResourceBuilder<IServer> AddRabbitMQ(string name)
    {
        var password = builder.AddGeneratedSecret($"{name}-password");
        return Add(new RabbitMqContainer(name, password.Resource), RabbitMQ, RabbitMQTag, port: 5672, "tcp", data: "/var/lib/rabbitmq")
            .WithEnvironment("RABBITMQ_NODENAME", "rabbit@localhost") // its data lie under the node's name, which is otherwise new each time
            .WithEnvironment("RABBITMQ_DEFAULT_USER", RabbitMqContainer.UserName)
            .WithEnvironment("RABBITMQ_DEFAULT_PASS", password);
    }

    private IResourceBuilder<T> Add<T>(T container, string image, string tag, int port, string scheme, string data) where T : ServerContainer
    {
        var check = $"{container.Name}_check";
        builder.Services.AddHealthChecks().AddAsyncCheck(check, container.CheckAsync, timeout: TimeSpan.FromSeconds(5));
        return builder.AddResource(container)
            .WithImage(image, tag)
            .WithImageRegistry(Registry)
            .WithEndpoint(targetPort: port, scheme: scheme, name: "tcp")
            .WithVolume($"swipereview-{container.Name}", data)
            .WithHealthCheck(check);
    }
}

internal abstract class ServerContainer(string name) : ContainerResource(name), IServer
{
    public abstract ReferenceExpression ConnectionStringExpression { get; }

    protected EndpointReference Endpoint => new(this, "tcp");

    protected EndpointReferenceExpression Host => Endpoint.Property(EndpointProperty.Host);

    protected EndpointReferenceExpression Port => Endpoint.Property(EndpointProperty.Port);

    public virtual async Task<HealthCheckResult> CheckAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(Endpoint.Host, Endpoint.Port, cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (SocketException fault)
        {
            return HealthCheckResult.Unhealthy(fault.Message);
        }
    }
}

internal sealed class PostgresContainer(string name, ParameterResource password) : ServerContainer(name), IPostgresServer
{
    private readonly Dictionary<PostgresDatabase, ParameterResource> _owners = [];

    public override ReferenceExpression ConnectionStringExpression =>
        ReferenceExpression.Create($"Host={Host};Port={Port};Username=postgres;Password={password}");

    public ReferenceExpression DatabaseConnectionString(PostgresDatabase database) =>
        ReferenceExpression.Create($"Host={Host};Port={Port};Username={database.Owner};Password={_owners[database]};Database={database.Name}");

    public void OnDatabaseAdded(IDistributedApplicationBuilder builder, PostgresDatabase database) =>
        _owners[database] = builder.AddGeneratedSecret($"{database.Name}-password").Resource;

    public override async Task<HealthCheckResult> CheckAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var source = await ConnectAsync(cancellationToken);
            await using var connection = await source.OpenConnectionAsync(cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (NpgsqlException fault)
        {
            return HealthCheckResult.Unhealthy(fault.Message);
        }
    }

    public async Task CreateDatabaseAsync(PostgresDatabase database, CancellationToken cancellationToken)
    {
        await using var source = await ConnectAsync(cancellationToken);
        var secret = await _owners[database].GetValueAsync(cancellationToken);
        await ExecuteAsync(source, $"do $$ begin create role \"{database.Owner}\" login; exception when duplicate_object then null; end $$", cancellationToken);
        await ExecuteAsync(source, $"alter role \"{database.Owner}\" password '{secret}'", cancellationToken);
        try
        {
            await ExecuteAsync(source, $"create database \"{database.Name}\" owner \"{database.Owner}\"", cancellationToken);
        }
        catch (PostgresException exists) when (exists.SqlState == PostgresErrorCodes.DuplicateDatabase)
        {
            // From an earlier start.
        }

        await ExecuteAsync(source, $"revoke all on database \"{database.Name}\" from public", cancellationToken);
    }

    private async Task<NpgsqlDataSource> ConnectAsync(CancellationToken cancellationToken) =>
        NpgsqlDataSource.Create((await ConnectionStringExpression.GetValueAsync(cancellationToken))!);

    private static async Task ExecuteAsync(NpgsqlDataSource source, string statement, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand(statement);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}

internal sealed class RedisContainer(string name, ParameterResource password) : ServerContainer(name)
{
    public override ReferenceExpression ConnectionStringExpression => ReferenceExpression.Create($"{Host}:{Port},password={password}");
}

internal sealed class RabbitMqContainer(string name, ParameterResource password) : ServerContainer(name)
{
    public const string UserName = "swipereview";

    public override ReferenceExpression ConnectionStringExpression => ReferenceExpression.Create($"amqp://{UserName}:{password}@{Host}:{Port}");
}
