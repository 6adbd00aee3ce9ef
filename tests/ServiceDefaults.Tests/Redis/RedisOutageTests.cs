using System.Net;
using StackExchange.Redis;
using SwipeReview.ServiceDefaults.Redis;
using SwipeReview.ServiceDefaults.Tests.Persistence;
using SwipeReview.Testing;

namespace SwipeReview.ServiceDefaults.Tests.Redis;

public sealed class RedisOutageTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task It_is_killed_or_stopped_and_started_again(bool isKilled)
    {
        await using var own = new Infrastructure();
        await using var service = await NotesService.StartAsync(own);
        var server = (await own.Servers).Redis;
        var (cache, limiter) = (service.Get<CacheAside>(), service.Get<RedisRateLimiter>());
        var subscriber = service.Get<IConnectionMultiplexer>().GetSubscriber();
        var heard = 0;
        await subscriber.SubscribeAsync("news", (_, _) => Interlocked.Increment(ref heard));
        using var person = service.As(Guid.CreateVersion7());

        await (isKilled ? server.KillAsync() : server.StopAsync());
        for (var round = 0; round < 3; round++)
        {
            Assert.Equal("loaded", await cache.GetOrLoadAsync("key", Minute, _ => Task.FromResult<string?>("loaded"), CancellationToken.None));
            Assert.Null(await limiter.TakeAsync("person", 1, Minute));
            await Expect.CreatedAsync(person);
            using var health = await person.GetAsync("/health");
            Assert.Equal(HttpStatusCode.OK, health.StatusCode);
            Assert.Contains("degraded", await health.Content.ReadAsStringAsync());
        }

        await server.StartAsync();
        await Outages.IsSoonAsync(async () => (await person.GetStringAsync("/health")).Contains("\"redis\":{\"status\":\"healthy\""), "health", output);
        await Outages.IsSoonAsync(async () => await limiter.TakeAsync("somebody", 100, Minute) is not null, "limits", output);
        await Outages.IsSoonAsync(
            async () =>
            {
                await subscriber.PublishAsync("news", "more", CommandFlags.FireAndForget);
                return Volatile.Read(ref heard) > 0;
            },
            "news",
            output);
        await cache.SetAsync("key", "kept", Minute);
        Assert.Equal("kept", await cache.GetOrLoadAsync("key", Minute, _ => Task.FromResult<string?>("loaded"), CancellationToken.None));
    }
}
