using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SwipeReview.Contracts.Identity;
using SwipeReview.Identity.Audit;
using SwipeReview.Identity.Data;
using SwipeReview.Identity.Tokens;
using SwipeReview.Identity.Users;

namespace SwipeReview.Identity.Administrators;

/// <summary>
/// At start, makes the role what the configuration says. Anybody can register any address; so an account that becomes an
/// administrator's loses its password and sessions, and whoever reads that address's mail sets a new password.
/// </summary>
internal sealed class NameAdministrators(IServiceScopeFactory scopes, IOptions<AdministratorOptions> options, Passwords passwords, TimeProvider clock) : IHostedService
{
    private const long Lock = 0x5377_6970_6552_0102;

    /// <exception cref="InvalidOperationException">One of the addresses is none.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var named = options.Value.Emails.Select(Parse).DistinctBy(email => email.Value).ToList();
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<IdentityDbContext>();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock({Lock})", cancellationToken); // every instance starts with this
        var emails = named.ConvertAll(email => email.Value);
        var known = await db.Users.Where(user => user.Role == Role.Admin || emails.Contains(user.Email!)).ToListAsync(cancellationToken);
        foreach (var email in named)
        {
            var user = known.Find(user => user.Email == email.Value);
            if (user is null)
            {
                var now = clock.GetUtcNow();
                user = User.Register(email, NoPassword(), displayName: null, now);
                db.Add(user);
                db.Publish(new UserRegistered(user.Id, email.Value, user.DisplayName, now), orderKey: user.Id.ToString());
            }

            if (user.Role != Role.Admin)
            {
                await AppointAsync(db, user, cancellationToken);
            }
        }

        foreach (var former in known.Where(user => user.Role == Role.Admin && !emails.Contains(user.Email!)))
        {
            former.BecomeOneOfMany();
            db.Audit(AuditAction.AdministratorDismissed, former.Id);
        }

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task AppointAsync(IdentityDbContext db, User user, CancellationToken cancellationToken)
    {
        user.BecomeAdministrator(NoPassword());
        await db.EndSessionsAsync(user.Id, cancellationToken);
        db.Audit(AuditAction.AdministratorAppointed, user.Id);
    }

    /// <summary>The hash of one that nobody has seen.</summary>
    private string NoPassword() => passwords.Hash(Secret.New(""));

    private static EmailAddress Parse(string given) => EmailAddress.TryParse(given, out var email)
        ? email
        : throw new InvalidOperationException($"Identity:Administrators:Emails: '{given}' is not an email address.");
}
