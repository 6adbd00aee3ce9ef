using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using SwipeReview.LlmRouter.Providers;
using SwipeReview.ServiceDefaults.Api;
using SwipeReview.ServiceDefaults.Persistence;

namespace SwipeReview.LlmRouter.Data;

internal sealed class RouterDbContext(DbContextOptions<RouterDbContext> options, TimeProvider clock, IHttpContextAccessor? http = null)
    : ServiceDbContext(options, clock, http)
{
    public DbSet<Route> Routes => Set<Route>();

    public DbSet<Call> Calls => Set<Call>();

    public DbSet<Usage> Usage => Set<Usage>();

    public DbSet<Judgement> Judgements => Set<Judgement>();

    /// <summary>For an administrator's figures, which are over all users: opens this context's connection past the row fence.</summary>
    public async Task SeeAllUsersAsync(CancellationToken cancellationToken)
    {
        await Database.OpenConnectionAsync(cancellationToken);
        await Database.ExecuteSqlAsync($"select set_config('app.user_id', '*', false)", cancellationToken);
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.Entity<Route>().Property(route => route.Skips).HasColumnType("jsonb").HasConversion(
            skips => JsonSerializer.Serialize(skips, ApiJson.Options),
            json => JsonSerializer.Deserialize<List<Skip>>(json, ApiJson.Options)!,
            ValueComparer.CreateDefault<IReadOnlyList<Skip>>(favorStructuralComparisons: false)); // written once, never changed
        modelBuilder.Entity<Usage>().HasKey(usage => new { usage.RequestId, usage.Provider });
        modelBuilder.Entity<Judgement>().HasKey(judgement => new { judgement.JobId, judgement.Provider, judgement.Category });
        modelBuilder.Entity<Call>().Ignore(call => call.IsServed).Ignore(call => call.Charge);
    }
}
