using Microsoft.EntityFrameworkCore;
using SwipeReview.Delivery.Artifacts;
using SwipeReview.Delivery.Settlements;
using SwipeReview.ServiceDefaults.Persistence;

namespace SwipeReview.Delivery.Data;

internal sealed class DeliveryDbContext(DbContextOptions<DeliveryDbContext> options, TimeProvider clock, IHttpContextAccessor? http = null)
    : ServiceDbContext(options, clock, http)
{
    public DbSet<Artifact> Artifacts => Set<Artifact>();

    public DbSet<Settlement> Settlements => Set<Settlement>();

    public DbSet<Hold> Holds => Set<Hold>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.Entity<Artifact>(artifact =>
        {
            artifact.ToTable("artifacts");
            artifact.Property<uint>("xmin").IsRowVersion();
        });
        modelBuilder.Entity<Settlement>(settlement =>
        {
            settlement.ToTable("settlements");
            settlement.HasKey(one => one.PaymentId);
        });
        modelBuilder.Entity<Hold>().HasKey(one => one.PaymentId);
    }
}
