using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;
using SwipeReview.Contracts.Identity;
using SwipeReview.Testing;

namespace SwipeReview.ServiceDefaults.Tests.Persistence;

public sealed class DatabaseOutageTests(ITestOutputHelper output)
{
    private static readonly TimeSpan MuchLessThanPolling = TimeSpan.FromSeconds(2.5);
    private static readonly TimeSpan LongerThanAllRetries = TimeSpan.FromSeconds(20); // 2, 4 and 8 s, and a quarter more at most

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task It_is_killed_or_stopped_and_started_again(bool isKilled)
    {
        await using var own = new Infrastructure();
        await using var service = await NotesService.StartAsync(own);
        var postgres = (await own.Servers).Postgres;
        using var person = service.As(Guid.CreateVersion7());
        await Expect.CreatedAsync(person);
        await service.WelcomeAsync(Guid.CreateVersion7());

        await (isKilled ? postgres.KillAsync() : postgres.StopAsync());
        for (var round = 0; round < 3; round++)
        {
            await Expect.UnavailableAsync(await person.GetAsync("/api/v1/notes/careless"));
            await Expect.UnavailableAsync(await person.PostAsJsonAsync("/api/v1/notes", new { text = "lost" }));
            using var keyed = new HttpRequestMessage(HttpMethod.Post, "/api/v1/notes") { Content = JsonContent.Create(new { text = "lost" }), Headers = { { "Idempotency-Key", "one" } } };
            await Expect.UnavailableAsync(await person.SendAsync(keyed));
            using var health = await person.GetAsync("/health");
            Assert.Equal(HttpStatusCode.ServiceUnavailable, health.StatusCode);
        }

        await postgres.StartAsync();
        await Outages.IsSoonAsync(async () => (await person.GetAsync("/health")).IsSuccessStatusCode, "health", output);
        await Outages.IsSoonAsync(async () => (await person.GetAsync("/api/v1/notes/careless")).IsSuccessStatusCode, "reading", output);
        await Expect.CreatedAsync(person);
        var user = Guid.CreateVersion7();
        await service.PublishAsync(user);
        await Outages.IsSoonAsync(() => service.IsWelcomeAsync(user), "messages", output);
    }

    [Fact]
    public async Task What_is_being_consumed_waits_for_its_end_however_many_retries_that_would_have_been()
    {
        await using var own = new Infrastructure();
        await using var service = await NotesService.StartAsync(own);
        var (postgres, work) = ((await own.Servers).Postgres, service.Get<Deliveries>());
        var user = Guid.CreateVersion7();
        using var gate = new SemaphoreSlim(0);
        work.Gate = gate;
        await service.PublishAsync(user);
        await Eventually.BeTrueAsync(() => Task.FromResult(work.Seen.Contains(user)), "the consumer at work");

        await postgres.KillAsync();
        work.Gate = null;
        gate.Release();
        await Task.Delay(LongerThanAllRetries);
        await postgres.StartAsync();
        await Outages.IsSoonAsync(() => service.IsWelcomeAsync(user), "the message", output);
    }

    [Fact]
    public async Task Messages_leave_at_once_again_and_not_by_polling()
    {
        await using var own = new Infrastructure();
        await using var service = await NotesService.StartAsync(own);
        var postgres = (await own.Servers).Postgres;
        await service.WelcomeAsync(Guid.CreateVersion7());
        await postgres.KillAsync();
        await postgres.StartAsync();
        await service.WelcomeAsync(Guid.CreateVersion7());

        var began = Stopwatch.GetTimestamp();
        for (var number = 0; number < 5; number++)
        {
            await service.WelcomeAsync(Guid.CreateVersion7());
        }

        Assert.InRange(Stopwatch.GetElapsedTime(began), TimeSpan.Zero, MuchLessThanPolling);
    }
}

internal static class Expect
{
    public static async Task CreatedAsync(HttpClient person)
    {
        using var created = await person.PostAsJsonAsync("/api/v1/notes", new { text = "kept" });
        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
    }

    public static async Task UnavailableAsync(HttpResponseMessage answer)
    {
        using (answer)
        {
            var body = await answer.Content.ReadAsStringAsync();
            Assert.True(answer.StatusCode == HttpStatusCode.ServiceUnavailable, body);
            Assert.Contains("\"UNAVAILABLE\"", body);
        }
    }
}
