using Microsoft.EntityFrameworkCore;
using SwipeReview.Notification.Mail;
using SwipeReview.Notification.Notifications;
using SwipeReview.Notification.People;
using SwipeReview.ServiceDefaults.Persistence;

namespace SwipeReview.Notification.Data;

internal sealed class NotificationDbContext(DbContextOptions<NotificationDbContext> options, TimeProvider clock, IHttpContextAccessor http)
    : ServiceDbContext(options, clock, http)
{
    public DbSet<Person> People => Set<Person>();

    public DbSet<InAppNotification> Notifications => Set<InAppNotification>();

    public DbSet<OutgoingMail> Mails => Set<OutgoingMail>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.Entity<Person>(person =>
        {
            person.HasKey(row => row.UserId);
            person.Property(row => row.UserId).ValueGeneratedNever();
        });
        modelBuilder.Entity<InAppNotification>().Property(row => row.Id).ValueGeneratedNever();
        modelBuilder.Entity<OutgoingMail>().Property(row => row.Id).ValueGeneratedNever();
    }
}
