using System.Net;
using System.Text;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using RabbitMQ.Client;
using SwipeReview.Contracts.Identity;
using SwipeReview.Testing;

namespace SwipeReview.ServiceDefaults.Tests.Messaging;

/// <summary>Over a real broker: what can't be consumed ends in the error queue, waits with its reason, and can be given back.</summary>
public sealed class DeadLetterTests(Infrastructure infrastructure) : IAsyncLifetime
{
    private const string Route = "/api/v1/admin/queues/notes/dead-letters";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private Dictionary<string, string?> settings = null!;
    private NotesService service = null!;
    private HttpClient admin = null!;
    private readonly Guid adminId = Guid.CreateVersion7();

    public async ValueTask InitializeAsync()
    {
        settings = await infrastructure.CreateSettingsAsync("notesdb");
        service = await NotesService.StartAsync(infrastructure, settings);
        admin = service.Client(service.Identity.UserToken(adminId, isAdmin: true));
        await service.Get<IBusControl>().WaitForHealthStatus(BusHealthStatus.Healthy, Patience);
    }

    [Fact]
    public async Task A_message_that_every_attempt_failed_on_waits_with_its_reason_and_is_consumed_when_it_is_replayed()
    {
        var user = Guid.CreateVersion7();
        service.Get<Deliveries>().FailuresLeft = 4; // the first attempt, and three more
        await service.PublishAsync(user);

        var letter = await WaitForLetterAsync();
        Assert.Equal(("notes-welcome", "SwipeReview.Contracts.Identity.UserRegistered", "told to fail", "System.TimeoutException"), (letter.Queue, letter.Type, letter.Reason, letter.Fault));
        Assert.Contains(user.ToString(), letter.Text, StringComparison.Ordinal);
        Assert.Equal(4, service.Get<Deliveries>().Seen.Count);
        Assert.False(await service.IsWelcomeAsync(user));

        var replays = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => ReplayAsync(letter.Id)));
        Assert.All(replays, replayed => Assert.Equal(replays[0], replayed));
        Assert.NotNull(replays[0].ReplayedAt);
        await Eventually.BeTrueAsync(() => service.IsWelcomeAsync(user), "the welcome");
        await Task.Delay(500);
        Assert.Equal(5, service.Get<Deliveries>().Seen.Count);
        Assert.Empty((await ListAsync("")).Items);
        Assert.Equal(letter.Id, Assert.Single((await ListAsync("?replayed=true")).Items).Id);
        Assert.Equal((adminId, "dead-letter-replayed", letter.Id), Assert.Single(await ReadActionsAsync()));
    }

    [Fact]
    public async Task What_is_no_message_at_all_does_not_hold_up_the_queue()
    {
        await SendAsync("{ no \0 message");

        var letter = await WaitForLetterAsync();
        Assert.Equal("notes-welcome", letter.Queue);
        Assert.NotEqual("No reason was given.", letter.Reason);
        await service.WelcomeAsync(Guid.CreateVersion7());

        // Replayed as it is it dies once more, and waits again under another id.
        await ReplayAsync(letter.Id);
        await Eventually.BeTrueAsync(async () => (await ListAsync("")).Items is [var again] && again.Id != letter.Id, "the same letter again");
    }

    [Fact]
    public async Task What_the_outbox_can_not_read_holds_up_nothing_and_can_be_put_back()
    {
        await service.InScopeAsync(db => db.Database.ExecuteSqlAsync($$"""
            insert into outbox_messages (id, type, body, created_at) values ({{Guid.CreateVersion7()}}, 'SwipeReview.Contracts.Jobs.Unheard', '{}', now())
            """));
        await service.WelcomeAsync(Guid.CreateVersion7());

        var letter = await WaitForLetterAsync();
        Assert.Equal(("outbox", "SwipeReview.Contracts.Jobs.Unheard"), (letter.Queue, letter.Type));
        await ReplayAsync(letter.Id);
        await Eventually.BeTrueAsync(async () => (await ListAsync("?queue=outbox")).Items is [var again] && again.Id != letter.Id, "it to die again");
    }

    [Fact]
    public async Task Letters_outlive_an_outage_of_the_database()
    {
        // Dead at the broker while nobody can store them: they wait there.
        await service.InScopeAsync(db => db.Database.ExecuteSqlAsync($"alter table dead_letters rename to away"));
        await SendAsync("nonsense");
        await Task.Delay(1500);
        await service.InScopeAsync(db => db.Database.ExecuteSqlAsync($"alter table away rename to dead_letters"));
        Assert.Equal("nonsense", (await WaitForLetterAsync()).Text);
    }

    [Fact]
    public async Task Letters_of_an_erased_person_go_and_so_do_those_that_die_later_but_nobody_elses_and_not_the_word_to_erase()
    {
        var (ann, bob) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await SendAsync($"ann: {ann}");
        await SendAsync($"bob: {bob}");
        await service.InScopeAsync(db => db.Database.ExecuteSqlAsync($"""
            insert into dead_letters (id, queue, type, reason, body, headers, died_at)
            values ({Guid.CreateVersion7()}, 'notes-erase', 'SwipeReview.Contracts.Identity.UserDeleted', 'told to fail', {Encoding.UTF8.GetBytes($"erase: {ann}")}, jsonb_build_object(), now())
            """));
        await Eventually.BeTrueAsync(async () => (await ListAsync("")).Items.Count == 3, "the letters", Patience);
        await service.InScopeAsync(db =>
        {
            db.Publish(new UserDeleted(ann, TimeProvider.System.GetUtcNow()));
            return db.SaveChangesAsync();
        });
        await Eventually.BeTrueAsync(async () => (await ListAsync("")).Items.Count == 2, "the letter of the erased person to go");
        Assert.Equal([$"bob: {bob}", $"erase: {ann}"], (await ListAsync("")).Items.Select(letter => letter.Text).Order());

        await SendAsync($"ann, later: {ann}");
        await Eventually.BeTrueAsync(async () => (await ListAsync("")).Items.Count == 3, "the late letter", Patience);
        await service.InScopeAsync(db => db.Database.ExecuteSqlAsync($"update rounds set due_at = now() - interval '1 second'"));
        await using var another = await NotesService.StartAsync(infrastructure, settings);
        await Eventually.BeTrueAsync(async () => (await ListAsync("")).Items.Count == 2, "the late letter to go");
    }

    [Fact]
    public async Task Only_an_administrator_sees_or_replays_them()
    {
        using var person = service.As(Guid.CreateVersion7());
        using var list = await person.GetAsync(Route);
        await list.ShouldFailAsync(HttpStatusCode.Forbidden, "FORBIDDEN");
        using var replay = await person.PostAsync($"{Route}/{Guid.CreateVersion7()}/replay", null);
        await replay.ShouldFailAsync(HttpStatusCode.Forbidden, "FORBIDDEN");
        using var unknown = await admin.PostAsync($"{Route}/{Guid.CreateVersion7()}/replay", null);
        await unknown.ShouldFailAsync(HttpStatusCode.NotFound, "NOT_FOUND");
    }

    [Fact]
    public async Task What_operators_did_can_not_be_changed()
    {
        await service.InScopeAsync(db => db.Database.ExecuteSqlAsync(
            $"insert into operator_actions (at, admin_id, action, subject) values (now(), {adminId}, 'dead-letter-replayed', {adminId})"));
        await Assert.ThrowsAsync<PostgresException>(() => service.InScopeAsync(db => db.Database.ExecuteSqlAsync($"delete from operator_actions")));
    }

    public async ValueTask DisposeAsync()
    {
        admin.Dispose();
        await service.DisposeAsync();
    }

    /// <summary>Bytes that are no message, straight to the queue.</summary>
    private async Task SendAsync(string what)
    {
        var factory = new ConnectionFactory { Uri = new Uri(settings["ConnectionStrings:rabbitmq"]!) };
        await using var connection = await factory.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        await channel.BasicPublishAsync("", "notes-welcome", Encoding.UTF8.GetBytes(what));
    }

    private Task<Letter> WaitForLetterAsync() =>
        Eventually.GetAsync(async () => (await ListAsync("")).Items is [var letter] ? letter : null, "a dead letter", Patience);

    private async Task<Letters> ListAsync(string query)
    {
        using var answer = await admin.GetAsync(Route + query);
        return await answer.ShouldBeAsync<Letters>(HttpStatusCode.OK);
    }

    private async Task<Letter> ReplayAsync(Guid id)
    {
        using var answer = await admin.PostAsync($"{Route}/{id}/replay", null);
        return await answer.ShouldBeAsync<Letter>(HttpStatusCode.OK);
    }

    private Task<List<(Guid, string, Guid)>> ReadActionsAsync() => service.InScopeAsync(async db =>
        (await db.Database.SqlQuery<ActionRow>($"select admin_id as \"AdminId\", action as \"Action\", subject as \"Subject\" from operator_actions").ToListAsync())
            .ConvertAll(row => (row.AdminId, row.Action, row.Subject)));

    private sealed record ActionRow(Guid AdminId, string Action, Guid Subject);

    private sealed record Letters(List<Letter> Items, string? NextCursor);

    private sealed record Letter(Guid Id, string Queue, string? Type, string Reason, string? Fault, string Text, DateTimeOffset? ReplayedAt);
}
