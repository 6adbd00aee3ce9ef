using Microsoft.Extensions.Logging.Abstractions;
using StackExchange.Redis;
using SwipeReview.LlmRouter.Providers;
using SwipeReview.LlmRouter.Sharing;
using SwipeReview.LlmRouter.Tests.Support;
using SwipeReview.ServiceDefaults.Redis;
using SwipeReview.Testing;

namespace SwipeReview.LlmRouter.Tests.Sharing;

public sealed class SharedPlacesTests(Infrastructure infrastructure) : IAsyncLifetime
{
    private IConnectionMultiplexer redis = null!;

    public async ValueTask InitializeAsync() => redis = await ConnectionMultiplexer.ConnectAsync(await infrastructure.CreateRedisDatabaseAsync());

    [Fact]
    public async Task No_more_go_in_than_there_are_places_whichever_instance_they_come_by()
    {
        var (one, other) = (Places(), Places());
        var first = await one.TryTakeAsync("p", 2);
        var second = await other.TryTakeAsync("p", 2);

        Assert.NotNull(first);
        Assert.NotNull(second);
        Assert.Null(await one.TryTakeAsync("p", 2));
        await first.DisposeAsync();
        Assert.NotNull(await other.TryTakeAsync("p", 2));
    }

    [Fact]
    public async Task The_place_of_a_process_that_died_becomes_free()
    {
        // As a process leaves it that took a place and could say no more.
        await redis.GetDatabase().SortedSetAddAsync("p", "dead", TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() + 700);

        Assert.Null(await Places().TryTakeAsync("p", 1));
        await Eventually.BeTrueAsync(async () => await Places().TryTakeAsync("p", 1) is not null, "the place", TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task A_place_that_is_held_is_kept_beyond_its_lease()
    {
        var place = await Places().TryTakeAsync("p", 1);
        var end = await LeaseEndAsync();
        await Eventually.BeTrueAsync(async () => await LeaseEndAsync() > end, "a longer lease");

        Assert.Null(await Places().TryTakeAsync("p", 1));
        await place!.DisposeAsync();
        Assert.NotNull(await Places().TryTakeAsync("p", 1));
    }

    [Fact]
    public async Task Without_redis_everybody_goes_in()
    {
        var away = await ConnectionMultiplexer.ConnectAsync("127.0.0.1:1,abortConnect=false,connectTimeout=100,connectRetry=1");
        var places = new SharedPlaces(away, TimeProvider.System, NullLogger<SharedPlaces>.Instance);

        for (var caller = 0; caller < 3; caller++)
        {
            await using var place = await places.TryTakeAsync("p", 1);
            Assert.NotNull(place);
        }

        await away.CloseAsync();
    }

    [Fact]
    public async Task Who_finds_no_place_in_time_is_told_so()
    {
        var gate = Gate();
        var provider = new FakeProvider("busy", ProviderClass.Cloud) { Limits = new ProviderLimits(1, 1, 0, TimeSpan.FromSeconds(0.3)) };
        await using var taken = await gate.EnterAsync(provider, CancellationToken.None);

        Assert.Equal(SkipReason.Busy, (await Assert.ThrowsAsync<ProviderException>(() => gate.EnterAsync(provider, CancellationToken.None))).Reason);
    }

    [Fact]
    public async Task Calls_of_a_minute_are_counted_over_all_instances()
    {
        var provider = new FakeProvider("rated", ProviderClass.Cloud) { Limits = new ProviderLimits(1, 0, 2, TimeSpan.FromSeconds(0.3)) };
        await Gate().EnterAsync(provider, CancellationToken.None);
        await Gate().EnterAsync(provider, CancellationToken.None);

        Assert.Equal(SkipReason.Busy, (await Assert.ThrowsAsync<ProviderException>(() => Gate().EnterAsync(provider, CancellationToken.None))).Reason);
    }

    public async ValueTask DisposeAsync() => await redis.CloseAsync();

    private async Task<double> LeaseEndAsync() => Assert.Single(await redis.GetDatabase().SortedSetRangeByRankWithScoresAsync("p")).Score;

    private SharedPlaces Places() => new(redis, TimeProvider.System, NullLogger<SharedPlaces>.Instance);

    private ProviderGate Gate() => new(Places(), new RedisRateLimiter(redis, NullLogger<RedisRateLimiter>.Instance), TimeProvider.System);
}
