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
    /// <summary>What the database's owner connects with.</summary>
    ReferenceExpression DatabaseConnectionString(PostgresDatabase database);

    /// <summary>The time to think of a password for the owner.</summary>
    void OnDatabaseAdded(IDistributedApplicationBuilder builder, PostgresDatabase database)
    {
    }

    /// <summary>Makes the database and its owner; safe to repeat.</summary>
    Task CreateDatabaseAsync(PostgresDatabase database, CancellationToken cancellationToken);
}
