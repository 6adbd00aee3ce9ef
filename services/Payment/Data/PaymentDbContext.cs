using Microsoft.EntityFrameworkCore;
using SwipeReview.Payment.Disputes;
using SwipeReview.Payment.Papers;
using SwipeReview.Payment.Payments;
using SwipeReview.Payment.Processors.Test;
using SwipeReview.Payment.Quotes;
using SwipeReview.Payment.Refunds;
using SwipeReview.Payment.Strays;
using SwipeReview.Payment.Subscriptions;
using SwipeReview.Payment.Tiers;
using SwipeReview.Payment.Usage;
using SwipeReview.Payment.Webhooks;
using SwipeReview.ServiceDefaults.Persistence;

namespace SwipeReview.Payment.Data;

internal sealed class PaymentDbContext(DbContextOptions<PaymentDbContext> options, TimeProvider clock, IHttpContextAccessor http)
    : ServiceDbContext(options, clock, http)
{
    public DbSet<Quote> Quotes => Set<Quote>();

    public DbSet<JobPayment> Payments => Set<JobPayment>();

    public DbSet<Refund> Refunds => Set<Refund>();

    public DbSet<Dispute> Disputes => Set<Dispute>();

    public DbSet<Stray> Strays => Set<Stray>();

    public DbSet<Paper> Papers => Set<Paper>();

    public DbSet<MeteredUsage> MeteredUsage => Set<MeteredUsage>();

    public DbSet<Entitlement> Entitlements => Set<Entitlement>();

    public DbSet<TestCheckoutSession> TestCheckoutSessions => Set<TestCheckoutSession>();

    public DbSet<ProcessorEvent> ProcessorEvents => Set<ProcessorEvent>();

    public DbSet<Subscription> Subscriptions => Set<Subscription>();

    public DbSet<TestPlan> TestPlans => Set<TestPlan>();

    public DbSet<TestRefund> TestRefunds => Set<TestRefund>();

    /// <summary>
    /// Lets one request at a time work on a person's payments until the transaction ends: what is left of the allowance
    /// and what is paid already must not be read by two at once.
    /// </summary>
    public Task LockPersonAsync(Guid userId, CancellationToken cancellationToken) =>
        Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended({userId.ToString()}, 0))", cancellationToken);

    /// <summary>For an administrator: lifts the fence around each person's rows until the transaction ends.</summary>
    public Task SeeEverybodyAsync(CancellationToken cancellationToken) =>
        Database.ExecuteSqlAsync($"select set_config('app.user_id', '*', true)", cancellationToken);

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.Entity<Quote>(quote =>
        {
            quote.Property(row => row.Lines).HasColumnType("jsonb").HasConversion(JsonColumn.Converter<IReadOnlyList<QuoteLine>>());
            quote.Property(row => row.Inputs).HasColumnType("jsonb").HasConversion(JsonColumn.Converter<QuoteInputs?>());
            quote.Property(row => row.Id).ValueGeneratedNever();
            quote.Ignore(row => row.Overpaid);
        });
        modelBuilder.Entity<JobPayment>(payment =>
        {
            payment.Property(row => row.Id).ValueGeneratedNever();
            payment.HasOne<Quote>().WithOne().HasForeignKey<JobPayment>(row => row.QuoteId);
        });
        modelBuilder.Entity<Refund>(refund =>
        {
            refund.Property(row => row.Id).ValueGeneratedNever();
            refund.HasOne<JobPayment>().WithMany().HasForeignKey(row => row.PaymentId);
        });
        modelBuilder.Entity<Dispute>(dispute =>
        {
            dispute.HasKey(row => new { row.Processor, row.Id });
            dispute.HasOne<JobPayment>().WithMany().HasForeignKey(row => row.PaymentId);
        });
        modelBuilder.Entity<Stray>().Property(row => row.Id).ValueGeneratedNever();
        modelBuilder.Entity<Paper>(paper =>
        {
            paper.Property(row => row.Id).ValueGeneratedNever();
            paper.HasOne<JobPayment>().WithMany().HasForeignKey(row => row.PaymentId);
        });
        modelBuilder.Entity<MeteredUsage>().ToTable("metered_usage").HasKey(row => row.RequestId);
        modelBuilder.Entity<Entitlement>().HasKey(row => row.UserId);
        modelBuilder.Entity<TestCheckoutSession>(session =>
        {
            session.Property(row => row.Id).ValueGeneratedNever();
            session.HasOne<JobPayment>().WithMany().HasForeignKey(row => row.PaymentId);
        });
        modelBuilder.Entity<Subscription>().HasKey(row => row.UserId);
        modelBuilder.Entity<Subscription>().Property(row => row.UserId).ValueGeneratedNever();
        modelBuilder.Entity<TestPlan>().Property(row => row.Id).ValueGeneratedNever();
        modelBuilder.Entity<ProcessorEvent>().HasKey(row => new { row.Processor, row.Id });
        modelBuilder.Entity<TestRefund>().Property(row => row.Id).ValueGeneratedNever();
    }
}
