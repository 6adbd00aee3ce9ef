using SwipeReview.ServiceDefaults.Redis;
using SwipeReview.Testing;

namespace SwipeReview.ServiceDefaults.Tests.Redis;

public sealed class RedisTests(Infrastructure infrastructure)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task A_limit_is_exact_under_many_callers_and_says_when_it_ends()
    {
        await using var service = await NotesService.StartAsync(infrastructure);
        var limiter = service.Get<RedisRateLimiter>();

        var leases = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => limiter.TakeAsync("person", 30, Minute)));

        Assert.Equal(30, leases.Count(lease => lease!.Value.IsAllowed));
        Assert.All(leases, lease => Assert.InRange(lease!.Value.ResetSeconds, 1, 60));
    }

    [Fact]
    public async Task A_cached_value_is_loaded_once_until_it_or_its_tag_is_dropped()
    {
        await using var service = await NotesService.StartAsync(infrastructure);
        var cache = service.Get<CacheAside>();
        var loads = 0;
        Task<string?> LoadAsync(CancellationToken _) => Task.FromResult<string?>($"value {++loads}");

        Assert.Equal("value 1", await cache.GetOrLoadAsync("key", Minute, LoadAsync, CancellationToken.None, "tag"));
        Assert.Equal("value 1", await cache.GetOrLoadAsync("key", Minute, LoadAsync, CancellationToken.None, "tag"));
        await cache.DropTagAsync("tag");
        Assert.Equal("value 2", await cache.GetOrLoadAsync("key", Minute, LoadAsync, CancellationToken.None, "tag"));
        await cache.DropAsync("key");
        Assert.Equal("value 3", await cache.GetOrLoadAsync("key", Minute, LoadAsync, CancellationToken.None, "tag"));
    }

    [Fact]
    public async Task A_dead_redis_slows_and_does_not_stop()
    {
        await using var own = new Infrastructure();
        await using var service = await NotesService.StartAsync(own);
        var cache = service.Get<CacheAside>();
        await cache.SetAsync("key", "cached", Minute);
        await (await own.Servers).Redis.KillAsync();

        Assert.Equal("loaded", await cache.GetOrLoadAsync("key", Minute, _ => Task.FromResult<string?>("loaded"), CancellationToken.None));
        Assert.Null(await service.Get<RedisRateLimiter>().TakeAsync("person", 1, Minute));
        using var client = service.Client();
        Assert.Contains("degraded", await client.GetStringAsync("/health"));
    }
}
