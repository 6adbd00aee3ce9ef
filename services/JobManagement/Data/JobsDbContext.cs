using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using SwipeReview.JobManagement.Changes;
using SwipeReview.JobManagement.Decisions;
using SwipeReview.JobManagement.Events;
using SwipeReview.JobManagement.Jobs;
using SwipeReview.JobManagement.Memory;
using SwipeReview.ServiceDefaults.Api;
using SwipeReview.ServiceDefaults.Persistence;

namespace SwipeReview.JobManagement.Data;

internal sealed class JobsDbContext(DbContextOptions<JobsDbContext> options, TimeProvider clock, IHttpContextAccessor http)
    : ServiceDbContext(options, clock, http)
{
    public DbSet<Job> Jobs => Set<Job>();

    public DbSet<Block> Blocks => Set<Block>();

    public DbSet<Change> Changes => Set<Change>();

    public DbSet<ChangeConflict> Conflicts => Set<ChangeConflict>();

    public DbSet<Decision> Decisions => Set<Decision>();

    public DbSet<JobEvent> Events => Set<JobEvent>();

    public DbSet<Settlement> Settlements => Set<Settlement>();

    public DbSet<MemoryOwner> MemoryOwners => Set<MemoryOwner>();

    public DbSet<PieceOfEvidence> MemoryEvidence => Set<PieceOfEvidence>();

    public DbSet<RememberedPattern> MemoryPatterns => Set<RememberedPattern>();

    public DbSet<ForgottenPattern> MemoryForgotten => Set<ForgottenPattern>();

    public DbSet<RestoredChange> MemoryRestored => Set<RestoredChange>();

    public DbSet<Shadow> MemoryShadows => Set<Shadow>();

    public DbSet<AutopilotBatch> AutopilotBatches => Set<AutopilotBatch>();

    public DbSet<AuditedChange> AutopilotAudits => Set<AuditedChange>();

    public DbSet<JobWords> Words => Set<JobWords>();

    /// <summary>Jobs with events that are not committed yet, and the version that they will have then.</summary>
    public Dictionary<Guid, long> Unannounced { get; } = [];

    /// <summary>
    /// Loads a job and holds the lock on its row until the transaction ends. Must come before anything else of the job
    /// is read in it.
    /// </summary>
    public async Task<Job?> LockJobAsync(Guid id, CancellationToken cancellationToken) =>
        (await Jobs.FromSql($"select * from jobs where id = {id} for update").ToListAsync(cancellationToken)).SingleOrDefault();

    /// <summary>Adds an event to the log of a job that the caller has locked or just made.</summary>
    public void Append(Job job, JobEventKind kind, params Guid[] changeIds)
    {
        var seq = job.NextEvent();
        Events.Add(new JobEvent
        {
            JobId = job.Id,
            Seq = seq,
            UserId = job.UserId,
            Kind = kind,
            ChangeIds = changeIds,
            Data = kind == JobEventKind.Change ? null : JsonSerializer.Serialize(JobProgress.Of(job), ApiJson.Options),
            At = Clock.GetUtcNow(),
        });
        Unannounced[job.Id] = seq;
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.Entity<Job>(job =>
        {
            job.Property(row => row.Id).ValueGeneratedNever();
            job.Ignore(row => row.Pending).Ignore(row => row.Progress).Ignore(row => row.IsUnderWay).Ignore(row => row.IsLastAttempt).Ignore(row => row.IsReviewed).Ignore(row => row.Options);
            job.Property(row => row.Unread).HasColumnType("jsonb").HasConversion(
                unread => JsonSerializer.Serialize(unread, ApiJson.Options), stored => JsonSerializer.Deserialize<UnreadBlocks>(stored, ApiJson.Options));
        });
        modelBuilder.Entity<Block>(block =>
        {
            block.ToTable("job_blocks");
            block.HasKey(row => new { row.JobId, row.Ordinal });
            block.HasOne<Job>().WithMany().HasForeignKey(row => row.JobId);
        });
        modelBuilder.Entity<Change>(change =>
        {
            change.Property(row => row.Id).ValueGeneratedNever();
            change.Property(row => row.Start).HasColumnName("span_start");
            change.Property(row => row.End).HasColumnName("span_end");
            change.Ignore(row => row.Verdict).Ignore(row => row.IsHidden);
            change.HasOne<Job>().WithMany().HasForeignKey(row => row.JobId);
        });
        modelBuilder.Entity<ChangeConflict>(conflict =>
        {
            conflict.ToTable("change_conflicts");
            conflict.HasKey(row => new { row.ChangeId, row.OtherId });
            conflict.HasOne<Change>().WithMany().HasForeignKey(row => row.ChangeId);
        });
        modelBuilder.Entity<Decision>(decision =>
        {
            decision.HasKey(row => new { row.JobId, row.Seq });
            decision.Property(row => row.By).HasColumnName("made_by");
            decision.Ignore(row => row.IsOwn);
            decision.HasOne<Change>().WithMany().HasForeignKey(row => row.ChangeId);
        });
        modelBuilder.Entity<JobEvent>(happened =>
        {
            happened.ToTable("job_events");
            happened.HasKey(row => new { row.JobId, row.Seq });
            happened.HasOne<Job>().WithMany().HasForeignKey(row => row.JobId);
            happened.Property(row => row.Data).HasColumnType("jsonb");
        });
        modelBuilder.Entity<Settlement>().HasKey(row => row.PaymentId);
        modelBuilder.Entity<JobWords>().ToTable("job_words").HasKey(row => row.JobId);
        modelBuilder.Entity<MemoryOwner>().HasKey(row => row.UserId);
        modelBuilder.Entity<PieceOfEvidence>().ToTable("memory_evidence").HasKey(row => new { row.UserId, row.ChangeId });
        modelBuilder.Entity<RememberedPattern>().ToTable("memory_patterns").Ignore(row => row.Words).HasKey(row => new { row.UserId, row.PatternId });
        modelBuilder.Entity<ForgottenPattern>().ToTable("memory_forgotten").HasKey(row => new { row.UserId, row.PatternId });
        modelBuilder.Entity<Shadow>().ToTable("memory_shadows").HasKey(row => new { row.UserId, row.ChangeId });
        modelBuilder.Entity<AutopilotBatch>().Property(row => row.Id).ValueGeneratedNever();
        modelBuilder.Entity<AuditedChange>(audited =>
        {
            audited.ToTable("autopilot_audits");
            audited.HasKey(row => new { row.BatchId, row.ChangeId });
            audited.HasOne<AutopilotBatch>().WithMany().HasForeignKey(row => row.BatchId);
        });
        modelBuilder.Entity<RestoredChange>().ToTable("memory_restored").HasKey(row => new { row.UserId, row.Fingerprint });
    }
}
