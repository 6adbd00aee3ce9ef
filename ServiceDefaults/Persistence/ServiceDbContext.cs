using System.Diagnostics;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using SwipeReview.ServiceDefaults.Api;

namespace SwipeReview.ServiceDefaults.Persistence;

/// <summary>
/// The unit of work of a service: rows and messages leave in one save. Names are snake_case, enums are camelCase
/// words, times are timestamptz.
/// </summary>
public abstract class ServiceDbContext(DbContextOptions options, TimeProvider clock, IHttpContextAccessor? http = null) : DbContext(options)
{
    internal DbSet<OutboxMessage> Outbox => Set<OutboxMessage>();

    protected TimeProvider Clock => clock;

    /// <summary>
    /// Adds a message to the outbox: it is published once the next save is committed, and never when it is not. Events
    /// and commands alike: a command has one consumer.
    /// </summary>
    /// <param name="message">A record of SwipeReview.Contracts.</param>
    /// <param name="orderKey">Messages with the same key arrive at the broker in this order; null where order is no matter.</param>
    /// <param name="traceParent">The W3C trace that the message belongs to, where it is not the one that is being worked on.</param>
    public void Publish<T>(T message, string? orderKey = null, string? traceParent = null)
        where T : class =>
        Outbox.Add(new OutboxMessage
        {
            Id = Guid.CreateVersion7(),
            Type = typeof(T).FullName!,
            Body = JsonSerializer.Serialize(message, ApiJson.Options),
            OrderKey = orderKey,
            TraceParent = traceParent ?? Activity.Current?.Id,
            RequestId = http?.HttpContext?.TraceIdentifier,
            CreatedAt = clock.GetUtcNow(),
        });

    /// <summary>
    /// Deletes dead letters of this service for what is erased. For what only this service knows to be a person's: letters
    /// that hold the person's own id go without it.
    /// </summary>
    /// <param name="words">As they stand in a message, such as ids in lower case: a letter goes that holds one of them.</param>
    public Task ForgetDeadLettersAsync(IEnumerable<string> words, CancellationToken cancellationToken) =>
        Database.ExecuteSqlAsync($"select forget_dead_letters({words.ToArray()})", cancellationToken);

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Conventions.Add(_ => new NamingConvention());

    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.Entity<OutboxMessage>(outbox =>
    {
        outbox.ToTable("outbox_messages");
        outbox.HasKey(message => message.Seq);
        outbox.Property(message => message.Seq).UseIdentityAlwaysColumn();
        outbox.Property(message => message.Body).HasColumnType("jsonb");
    });
}
