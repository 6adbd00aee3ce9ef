using MassTransit;
using Microsoft.EntityFrameworkCore;
using SwipeReview.Contracts.Identity;
using SwipeReview.Testing;

namespace SwipeReview.ServiceDefaults.Tests.Messaging;

public sealed class OutboxAndInboxTests(Infrastructure infrastructure)
{
    [Fact]
    public async Task A_message_leaves_with_the_save_and_not_without_it()
    {
        await using var service = await NotesService.StartAsync(infrastructure);
        var (kept, dropped) = (Guid.CreateVersion7(), Guid.CreateVersion7());

        await service.InScopeAsync(async db =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            db.Publish(Registered(dropped));
            await db.SaveChangesAsync();
            await transaction.RollbackAsync();
            return 0;
        });
        await SaveAsync(service, kept);

        await Eventually.BeTrueAsync(() => HasNotesAsync(service, kept, 1), "the welcome");
        Assert.DoesNotContain(dropped, service.Get<Deliveries>().Seen);
        await Eventually.BeTrueAsync(
            () => service.InScopeAsync(async db => !await db.Database.SqlQuery<Guid>($"select id as \"Value\" from outbox_messages").AnyAsync()), "an empty outbox");
    }

    [Fact]
    public async Task A_message_that_comes_twice_is_consumed_once()
    {
        await using var service = await NotesService.StartAsync(infrastructure);
        var (user, messageId) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var bus = service.Get<IBusControl>();
        await bus.WaitForHealthStatus(BusHealthStatus.Healthy, TimeSpan.FromSeconds(20));

        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => bus.Publish(Registered(user), context => context.MessageId = messageId)));
        await SaveAsync(service, Guid.CreateVersion7());

        await Eventually.BeTrueAsync(() => Task.FromResult(service.Get<Deliveries>().Seen.Count >= 2), "both messages");
        await Task.Delay(500);
        Assert.True(await HasNotesAsync(service, user, 1));
    }

    [Fact]
    public async Task What_a_failing_consumer_saved_is_undone_and_the_retry_saves_it_once()
    {
        await using var service = await NotesService.StartAsync(infrastructure);
        var user = Guid.CreateVersion7();
        service.Get<Deliveries>().FailuresLeft = 1;

        await SaveAsync(service, user);

        await Eventually.BeTrueAsync(() => Task.FromResult(service.Get<Deliveries>().Seen.Count == 2), "the retry");
        await Eventually.BeTrueAsync(() => HasNotesAsync(service, user, 1), "one note");
    }

    private static UserRegistered Registered(Guid user) => new(user, "a@example.org", null, TimeProvider.System.GetUtcNow());

    private static Task<int> SaveAsync(NotesService service, Guid user) => service.InScopeAsync(db =>
    {
        db.Publish(Registered(user));
        return db.SaveChangesAsync();
    });

    private static Task<bool> HasNotesAsync(NotesService service, Guid user, int count) =>
        service.InScopeAsync(async db => await db.Notes.CountAsync(note => note.UserId == user) == count);
}
