using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using SwipeReview.Contracts.Identity;
using SwipeReview.NativeServers;
using SwipeReview.Testing;

namespace SwipeReview.ServiceDefaults.Tests.Messaging;

/// <summary>
/// Messages are saved before, in and after an outage of the broker. Each is consumed exactly once, and soon after the
/// broker serves again.
/// </summary>
public sealed class BrokerOutageTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(60);

    // A broker that is killed before it has written down a new queue forgets it with all that is in it (ADR 0014). It does so
    // every quarter of a second, later when the machine is busy; what a service can do about an outage is seen after that.
    private static readonly TimeSpan UntilQueuesAreWrittenDown = TimeSpan.FromSeconds(2);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public Task It_is_killed_or_stopped_and_started_again(bool isKilled) => SurviveAsync(isThereAtStart: true, async outage =>
    {
        await outage.EndAsync(isKilled);
        await outage.SaveAsync();
        await Eventually.BeTrueAsync(async () => await outage.HealthAsync() == HealthStatus.Degraded, "a health that tells of the outage");
        using var client = outage.Service.As(Guid.CreateVersion7());
        using var answer = await client.GetAsync("/api/v1/notes/careless");
        Assert.True(answer.IsSuccessStatusCode);
        await outage.Broker.StartAsync();
    });

    [Fact]
    public Task It_goes_again_and_again_as_soon_as_it_is_back() => SurviveAsync(isThereAtStart: true, async outage =>
    {
        for (var round = 0; round < 4; round++)
        {
            await outage.EndAsync(round % 2 == 0);
            await outage.SaveAsync();
            await outage.Broker.StartAsync();
            await Task.Delay(round * 150);
        }
    });

    [Theory]
    [InlineData(0)]
    [InlineData(80)]
    [InlineData(300)]
    public Task It_is_killed_while_queues_are_declared(int milliseconds) => SurviveAsync(isThereAtStart: false, async outage =>
    {
        await outage.Broker.StartAsync();
        await Task.Delay(milliseconds);
        await outage.Broker.KillAsync();
        await outage.SaveAsync();
        await outage.Broker.StartAsync();
    });

    [Fact]
    public Task It_is_not_there_at_the_start_and_for_long_after() => SurviveAsync(isThereAtStart: false, async outage =>
    {
        await outage.SaveAsync();
        await Task.Delay(TimeSpan.FromSeconds(8));
        Assert.Empty(outage.Service.Get<Deliveries>().Seen);
        await outage.Broker.StartAsync();
    });

    [Fact]
    public Task It_falls_silent_for_longer_than_the_heartbeat() => SurviveAsync(isThereAtStart: true, async outage =>
    {
        outage.Signal("STOP");
        await outage.SaveAsync();
        await Task.Delay(TimeSpan.FromSeconds(5));
        Assert.Equal(HealthStatus.Degraded, await outage.HealthAsync());
        outage.Signal("CONT");
    });

    [Fact]
    public Task It_falls_silent_with_confirms_outstanding_and_is_killed() => SurviveAsync(isThereAtStart: true, async outage =>
    {
        outage.Signal("STOP");
        for (var number = 0; number < 50; number++)
        {
            await outage.SaveAsync();
        }

        await Task.Delay(500);
        await outage.Broker.KillAsync();
        await outage.Broker.StartAsync();
    });

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public Task It_goes_while_a_consumer_is_at_work(bool isKilled) => SurviveAsync(isThereAtStart: true, async outage =>
    {
        using var gate = new SemaphoreSlim(0);
        var work = outage.Service.Get<Deliveries>();
        work.Gate = gate;
        for (var number = 0; number < 5; number++)
        {
            await outage.SaveAsync();
        }

        await Eventually.BeTrueAsync(() => Task.FromResult(work.Seen.Count >= 2), "consumers at work");
        await outage.EndAsync(isKilled);
        await outage.Broker.StartAsync();
        await outage.SaveAsync();
        await Task.Delay(500);
        work.Gate = null;
        gate.Release(100);
    });

    private async Task SurviveAsync(bool isThereAtStart, Func<Outage, Task> happen)
    {
        await using var outage = await Outage.StartAsync(isThereAtStart);
        await happen(outage);
        var back = Stopwatch.GetTimestamp();
        await outage.SaveAsync();
        await Eventually.BeTrueAsync(outage.IsAllConsumedAsync, "all messages", Long);
        var took = Stopwatch.GetElapsedTime(back);
        await Eventually.BeTrueAsync(async () => await outage.HealthAsync() == HealthStatus.Healthy, "a health that tells that it is over", Soon);
        output.WriteLine($"Consumed {took.TotalSeconds:0.00} s after the broker answered again.");
        Assert.InRange(took, TimeSpan.Zero, Soon);
    }

    private sealed class Outage(Infrastructure infrastructure, RunningServer<RabbitMqServer> broker, NotesService service) : IAsyncDisposable
    {
        private readonly List<Guid> users = [];

        public RunningServer<RabbitMqServer> Broker => broker;

        public NotesService Service => service;

        public static async Task<Outage> StartAsync(bool isThereAtStart)
        {
            var infrastructure = new Infrastructure();
            var settings = await infrastructure.CreateSettingsAsync("notesdb");
            settings["Messaging:Heartbeat"] = "00:00:01";
            var broker = (await infrastructure.Servers).RabbitMq;
            if (!isThereAtStart)
            {
                await broker.StopAsync();
            }

            var outage = new Outage(infrastructure, broker, await NotesService.StartAsync(infrastructure, settings));
            if (isThereAtStart)
            {
                await outage.SaveAsync();
                await Eventually.BeTrueAsync(outage.IsAllConsumedAsync, "the message before the outage");
                await Task.Delay(UntilQueuesAreWrittenDown);
            }

            return outage;
        }

        public async Task SaveAsync()
        {
            var user = Guid.CreateVersion7();
            users.Add(user);
            await service.InScopeAsync(db =>
            {
                db.Publish(new UserRegistered(user, "a@example.org", null, TimeProvider.System.GetUtcNow()));
                return db.SaveChangesAsync();
            });
        }

        /// <summary>Each exactly once.</summary>
        public async Task<bool> IsAllConsumedAsync()
        {
            var notes = await service.InScopeAsync(db => db.Notes.Select(note => note.UserId).ToListAsync());
            Assert.Equal(notes.Distinct().Count(), notes.Count);
            return users.TrueForAll(notes.Contains);
        }

        public async Task EndAsync(bool isKilled) => await (isKilled ? broker.KillAsync() : broker.StopAsync());

        public void Signal(string name)
        {
            using var kill = Process.Start("kill", [$"-{name}", $"{broker.ProcessId}"]);
            kill.WaitForExit();
        }

        public async Task<HealthStatus> HealthAsync() =>
            (await service.Get<HealthCheckService>().CheckHealthAsync(check => check.Name == "broker")).Status;

        public async ValueTask DisposeAsync()
        {
            await service.DisposeAsync();
            await infrastructure.DisposeAsync();
        }
    }
}
