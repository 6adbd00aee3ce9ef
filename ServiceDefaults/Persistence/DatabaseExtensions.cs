using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace SwipeReview.ServiceDefaults.Persistence;

public static class DatabaseExtensions
{
    /// <summary>
    /// How many connections one process opens at most, unless its connection string says so: a dozen processes together stay
    /// under the server's limit, and whoever waits for one is served sooner than by a server that answers all at once.
    /// </summary>
    private const int MostConnections = 16;

    /// <summary>
    /// Adds a service's database: <typeparamref name="TContext"/> on the connection string <paramref name="name"/>, its
    /// schema (the assembly's <c>Data/Schema/*.sql</c>, applied before anything else starts), a health check, and the
    /// clean-up of the tables that come with ServiceDefaults.
    /// </summary>
    public static WebApplicationBuilder AddDatabase<TContext>(this WebApplicationBuilder builder, string name)
        where TContext : ServiceDbContext
    {
        builder.Services.AddSingleton(services =>
        {
            var connectionString = services.GetRequiredService<IConfiguration>().GetConnectionString(name)
                ?? throw new InvalidOperationException($"No connection string '{name}'.");
            var source = new NpgsqlDataSourceBuilder(connectionString) { Name = name };
            if (!source.ConnectionStringBuilder.ShouldSerialize("Maximum Pool Size"))
            {
                source.ConnectionStringBuilder.MaxPoolSize = MostConnections;
            }

            return source.Build();
        });
        builder.Services.AddSingleton<RowFence>();
        builder.Services.AddDbContext<TContext>((services, options) => options
            .UseNpgsql(services.GetRequiredService<NpgsqlDataSource>())
            .AddInterceptors(services.GetRequiredService<RowFence>()));
        builder.Services.AddScoped<ServiceDbContext>(services => services.GetRequiredService<TContext>());
        builder.Services.AddHostedService(services => ActivatorUtilities.CreateInstance<SchemaMigrator>(services, typeof(TContext).Assembly));
        builder.Services.AddSingleton<Rounds>();
        builder.Services.AddHostedService<Housekeeping>();
        builder.Services.AddHealthChecks().AddCheck<DatabaseHealth>("database");
        return builder;
    }
}
