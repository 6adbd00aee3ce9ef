using Microsoft.EntityFrameworkCore;
using SwipeReview.ServiceDefaults.Persistence;
using SwipeReview.Storage.Files;
using SwipeReview.Storage.Objects;
using SwipeReview.Storage.Uploads;

namespace SwipeReview.Storage.Data;

internal sealed class StorageDbContext(DbContextOptions<StorageDbContext> options, TimeProvider clock, IHttpContextAccessor? http = null)
    : ServiceDbContext(options, clock, http)
{
    public DbSet<StoredFile> Files => Set<StoredFile>();

    public DbSet<DoomedObject> DoomedObjects => Set<DoomedObject>();

    public DbSet<Upload> Uploads => Set<Upload>();

    public DbSet<UploadPart> UploadParts => Set<UploadPart>();

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
        // Of two requests that append to an upload at once, the row's version lets one through.
        modelBuilder.Entity<Upload>(upload => upload.ToTable("uploads").Property<uint>("xmin").IsRowVersion());
        modelBuilder.Entity<UploadPart>(part =>
        {
            part.ToTable("upload_parts");
            part.HasKey(one => new { one.UploadId, one.Start });
            part.HasOne<Upload>().WithMany().HasForeignKey(one => one.UploadId).OnDelete(DeleteBehavior.NoAction); // for the order of the statements
        });
    }
}
