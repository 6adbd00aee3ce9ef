using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using SwipeReview.NativeServers;

namespace SwipeReview.AppHost.Infrastructure;

/// <summary>The system's own PostgreSQL, Redis and RabbitMQ, each with private data and a port of its own.</summary>
internal sealed class NativeInfrastructure : IInfrastructure
{
    private readonly IDistributedApplicationBuilder _builder;
    private readonly string _dataFolder;

    public NativeInfrastructure(IDistributedApplicationBuilder builder, DataFolder data)
    {
        _builder = builder;
        _dataFolder = data.Path;
        builder.Eventing.Subscribe<BeforeStartEvent>((_, cancellationToken) => InstallAsync(cancellationToken));
    }

    public IResourceBuilder<IPostgresServer> AddPostgres(string name) => Add(new NativePostgres(name, new PostgresServer(_dataFolder)));

    public IResourceBuilder<IServer> AddRedis(string name) => Add(new NativeServerResource(name, new RedisServer(_dataFolder)));

    public IResourceBuilder<IServer> AddRabbitMQ(string name) => Add(new NativeServerResource(name, new RabbitMqServer(_dataFolder)));

    private static async Task InstallAsync(CancellationToken cancellationToken)
    {
        try
        {
            await NativeInstaller.EnsureInstalledAsync(Console.WriteLine, cancellationToken);
        }
        catch (NativeServerException refusal)
        {
            throw new DistributedApplicationException(refusal.Message);
        }
    }

    private IResourceBuilder<T> Add<T>(T resource) where T : NativeServerResource
    {
        var server = resource.Server;
        var check = $"{resource.Name}_check";
        _builder.Services.AddHealthChecks().AddAsyncCheck(
            check,
            async cancellationToken => await server.AnswersAsync(cancellationToken) ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("It doesn't answer."),
            timeout: TimeSpan.FromSeconds(5));
        return _builder.AddResource(resource)
            // Straight to the server: it is one process that comes back on the same port.
            .WithEndpoint(server.Port, server.Port, scheme: "tcp", name: "tcp", isProxied: false)
            .WithHealthCheck(check)
            .WithArgs(context =>
            {
                var process = server.Describe();
                context.Args.Add(process.Command);
                foreach (var argument in process.Arguments)
                    context.Args.Add(argument);
            })
            .WithEnvironment(context =>
            {
                foreach (var (variable, value) in server.Describe().Environment)
                    context.EnvironmentVariables[variable] = value;
            })
            .OnBeforeResourceStarted((_, _, cancellationToken) => server.PrepareAsync(cancellationToken));
    }
}

/// <summary>A server whose command line is known only when it is installed, hence <c>env</c>, which becomes what its arguments say.</summary>
internal class NativeServerResource(string name, NativeServer server) : ExecutableResource(name, "/usr/bin/env", "/"), IServer
{
    public NativeServer Server { get; } = server;

    public ReferenceExpression ConnectionStringExpression => ReferenceExpression.Create($"{Server.ConnectionString}");
}

internal sealed class NativePostgres(string name, PostgresServer server) : NativeServerResource(name, server), IPostgresServer
{
    public ReferenceExpression DatabaseConnectionString(PostgresDatabase database) =>
        ReferenceExpression.Create($"{server.DatabaseConnectionString(database.Name, database.Owner)}");

    public Task CreateDatabaseAsync(PostgresDatabase database, CancellationToken cancellationToken) =>
        server.CreateDatabaseAsync(database.Name, database.Owner, cancellationToken);
}
