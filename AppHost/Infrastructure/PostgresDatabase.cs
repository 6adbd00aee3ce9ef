using Microsoft.Extensions.DependencyInjection;

namespace SwipeReview.AppHost.Infrastructure;

/// <summary>A database of one service, owned by a role without privileges, so that row-level security binds it.</summary>
internal sealed class PostgresDatabase(string name, string owner, IPostgresServer parent)
    : Resource(name), IResourceWithParent<IPostgresServer>, IResourceWithConnectionString
{
    public string Owner { get; } = owner;

    public IPostgresServer Parent { get; } = parent;

    public ReferenceExpression ConnectionStringExpression => Parent.DatabaseConnectionString(this);
}

internal static class PostgresDatabaseExtensions
{
    /// <summary>The database is made when the server is ready; whoever waits for the database waits for that.</summary>
    public static IResourceBuilder<PostgresDatabase> AddDatabase(this IResourceBuilder<IPostgresServer> server, string name, string owner)
    {
        var database = new PostgresDatabase(name, owner, server.Resource);
        server.Resource.OnDatabaseAdded(server.ApplicationBuilder, database);
        server.OnResourceReady(async (postgres, ready, cancellationToken) =>
        {
            await postgres.CreateDatabaseAsync(database, cancellationToken);
            await ready.Services.GetRequiredService<ResourceNotificationService>()
                .PublishUpdateAsync(database, snapshot => snapshot with { State = new ResourceStateSnapshot(KnownResourceStates.Running, KnownResourceStateStyles.Success) });
        });
        return server.ApplicationBuilder.AddResource(database).WithInitialState(new CustomResourceSnapshot
        {
            ResourceType = "PostgresDatabase",
            State = KnownResourceStates.NotStarted,
            Properties = [new ResourcePropertySnapshot("Owner", owner)],
        });
    }
}
