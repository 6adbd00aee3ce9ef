namespace SwipeReview.AppHost.Infrastructure;

/// <summary>The servers that the services stand on, from wherever they come.</summary>
internal interface IInfrastructure
{
    IResourceBuilder<IPostgresServer> AddPostgres(string name);

    IResourceBuilder<IServer> AddRedis(string name);

    IResourceBuilder<IServer> AddRabbitMQ(string name);
}

internal interface IServer : IResourceWithEndpoints, IResourceWithConnectionString, IResourceWithWaitSupport;

internal interface IPostgresServer : IServer
{
    ReferenceExpression DatabaseConnectionString(PostgresDatabase database);

    /// <summary>Makes the database and its owner; safe to repeat.</summary>
    Task CreateDatabaseAsync(PostgresDatabase database, CancellationToken cancellationToken);
}
