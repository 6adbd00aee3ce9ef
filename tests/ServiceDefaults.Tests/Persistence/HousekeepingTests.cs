using Microsoft.EntityFrameworkCore;
using SwipeReview.ServiceDefaults.Persistence;
using SwipeReview.Testing;

namespace SwipeReview.ServiceDefaults.Tests.Persistence;

public sealed class HousekeepingTests(Infrastructure infrastructure)
{
    [Fact]
    public async Task A_start_forgets_what_has_done_its_work_and_nothing_younger()
    {
        var settings = await infrastructure.CreateSettingsAsync("notesdb");
        await using (var first = await NotesService.StartAsync(infrastructure, settings))
        {
            await first.InScopeAsync(db => db.Database.ExecuteSqlAsync($"""
                insert into inbox_messages select gen_random_uuid(), case when n % 2 = 0 then 'old' else 'young' end, now() - case when n % 2 = 0 then interval '9 days' else interval '7 days' end
                from generate_series(1, 5000) as n
                """));
            await first.InScopeAsync(db => db.Database.ExecuteSqlAsync($"update rounds set due_at = now() - interval '1 second'"));
        }

        await using var second = await NotesService.StartAsync(infrastructure, settings);
        await Eventually.BeTrueAsync(async () => await CountAsync(second, "old") == 0, "the old to be gone");
        Assert.Equal(2500, await CountAsync(second, "young"));
    }

    [Fact]
    public async Task A_round_is_done_once_by_all_instances_and_again_when_it_is_due()
    {
        var clock = new MovableClock();
        await using var service = await NotesService.StartAsync(infrastructure);
        var instances = Enumerable.Range(0, 20).Select(_ => new Rounds(service.Get<Npgsql.NpgsqlDataSource>(), clock)).ToArray();

        Assert.Single(await TryAllAsync(), true);
        Assert.DoesNotContain(true, await TryAllAsync());
        clock.Advance(TimeSpan.FromHours(1));
        Assert.Single(await TryAllAsync(), true);

        Task<bool[]> TryAllAsync() => Task.WhenAll(instances.Select(instance => instance.TryBeginAsync("sweep", TimeSpan.FromHours(1), CancellationToken.None)));
    }

    private static Task<int> CountAsync(NotesService service, string consumer) =>
        service.InScopeAsync(db => db.Database.SqlQuery<int>($"select count(*)::int as \"Value\" from inbox_messages where consumer = {consumer}").SingleAsync());
}
