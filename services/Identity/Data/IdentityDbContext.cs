using Microsoft.EntityFrameworkCore;
using SwipeReview.Identity.Audit;
using SwipeReview.Identity.Sessions;
using SwipeReview.Identity.Tokens;
using SwipeReview.Identity.Users;
using SwipeReview.ServiceDefaults.Persistence;

namespace SwipeReview.Identity.Data;

internal sealed class IdentityDbContext(DbContextOptions<IdentityDbContext> options, TimeProvider clock, IHttpContextAccessor http)
    : ServiceDbContext(options, clock, http)
{
    private readonly IHttpContextAccessor caller = http;

    public DbSet<User> Users => Set<User>();

    public DbSet<UserPreferences> UserPreferences => Set<UserPreferences>();

    public DbSet<Session> Sessions => Set<Session>();

    public DbSet<RefreshToken> RefreshTokens => Set<RefreshToken>();

    public DbSet<SignInAttempts> SignInAttempts => Set<SignInAttempts>();

    public DbSet<SigningKey> SigningKeys => Set<SigningKey>();

    public DbSet<AuditEntry> AuditEntries => Set<AuditEntry>();

    /// <summary>Adds to the trail; it is written with the next save, or not at all.</summary>
    public void Audit(AuditAction action, Guid? userId = null, Guid? sessionId = null) => AuditEntries.Add(new AuditEntry
    {
        At = Clock.GetUtcNow(),
        Action = action,
        UserId = userId,
        SessionId = sessionId,
        RequestId = caller.HttpContext?.TraceIdentifier,
    });

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.Entity<User>().Property<uint>("xmin").IsRowVersion();
        modelBuilder.Entity<UserPreferences>(preferences =>
        {
            preferences.HasKey(row => row.UserId);
            preferences.Property(row => row.Settings).HasColumnType("json");
        });
        modelBuilder.Entity<RefreshToken>(token =>
        {
            token.HasKey(row => row.Hash);
            token.HasOne(row => row.Session).WithMany().HasForeignKey(row => row.SessionId);
        });
        modelBuilder.Entity<SignInAttempts>().HasKey(attempts => attempts.EmailHash);
        modelBuilder.Entity<AuditEntry>().Property(entry => entry.Id).UseIdentityAlwaysColumn();
    }
}
