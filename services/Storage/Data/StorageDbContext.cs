using Microsoft.EntityFrameworkCore;
using SwipeReview.ServiceDefaults.Persistence;
using SwipeReview.Storage.Files;
using SwipeReview.Storage.Objects;

namespace SwipeReview.Storage.Data;

internal sealed class StorageDbContext(DbContextOptions<StorageDbContext> options, TimeProvider clock, IHttpContextAccessor? http = null)
    : ServiceDbContext(options, clock, http)
{
    public DbSet<StoredFile> Files => Set<StoredFile>();

    public DbSet<DoomedObject> DoomedObjects => Set<DoomedObject>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.Entity<StoredFile>(file =>
        {
            file.ToTable("files");
            file.Property<uint>("xmin").IsRowVersion();
            file.HasQueryFilter(one => one.DeletedAt == null);
        });
        modelBuilder.Entity<DoomedObject>(doomed =>
        {
            doomed.ToTable("doomed_objects");
            doomed.HasKey(one => one.ObjectKey);
        });
    }
}
