using Microsoft.EntityFrameworkCore;
using SwipeReview.Identity.ApiKeys;
using SwipeReview.Identity.Audit;
using SwipeReview.Identity.PasswordResets;
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

    public DbSet<PasswordReset> PasswordResets => Set<PasswordReset>();

    public DbSet<ApiKey> ApiKeys => Set<ApiKey>();

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

    /// <summary>Ends what is open of a person's sessions, with the next save.</summary>
    /// <param name="except">One that goes on.</param>
    public async Task EndSessionsAsync(Guid userId, CancellationToken cancellationToken, Guid? except = null)
    {
        var now = Clock.GetUtcNow();
        foreach (var session in await Sessions.Where(session => session.UserId == userId && session.EndedAt == null && session.Id != except).ToListAsync(cancellationToken))
        {
            session.End(now);
        }
    }

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
        modelBuilder.Entity<PasswordReset>().HasKey(reset => reset.Hash);
        modelBuilder.Entity<SignInAttempts>().HasKey(attempts => attempts.EmailHash);
        modelBuilder.Entity<AuditEntry>().Property(entry => entry.Id).UseIdentityAlwaysColumn();
    }
}
