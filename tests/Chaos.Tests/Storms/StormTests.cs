using SwipeReview.Chaos.Tests.Clients;
using SwipeReview.Chaos.Tests.Lab;

namespace SwipeReview.Chaos.Tests.Storms;

/// <summary>
/// kill -9 at random moments. <c>CHAOS_JOBS=200</c> makes each victim fall for itself amid that many jobs (<c>CHAOS_KILLS</c>
/// times, 10 unless said); <c>CHAOS_SEED</c> repeats a schedule.
/// </summary>
public sealed class StormTests(ChaosLab lab, ITestOutputHelper output) : IClassFixture<ChaosLab>
{
    private const int FewJobs = 40;

    private static readonly int? Jobs = Read("CHAOS_JOBS");
    private static readonly int Kills = Read("CHAOS_KILLS") ?? 10;
    private static readonly int Seed = Read("CHAOS_SEED") ?? Random.Shared.Next(1, 1_000_000);

    private Storm Storm => new(lab, Seed, output);

    [Fact]
    public Task One_of_everything_is_killed_and_nothing_is_lost_or_done_twice() => Storm.RageAsync(Enum.GetValues<Victim>(), FewJobs, kills: 5);

    [Theory]
    [InlineData(Victim.Worker)]
    [InlineData(Victim.Api)]
    [InlineData(Victim.RabbitMq)]
    [InlineData(Victim.Redis)]
    [InlineData(Victim.Postgres)]
    public Task It_is_killed_again_and_again_amid_hundreds_of_jobs(Victim victim)
    {
        Assert.SkipWhen(Jobs is null, "It takes minutes: set CHAOS_JOBS=200.");
        return Storm.RageAsync([victim], Jobs!.Value, Kills);
    }

    [Fact]
    public Task Without_the_broker_jobs_are_accepted_and_run_when_it_is_back() =>
        Storm.MissAsync(Victim.RabbitMq, TimeSpan.FromSeconds(Jobs is null ? 3 : 60), jobs: 10, crowd => crowd.AreAcceptedAsync());

    [Fact]
    public Task Without_redis_jobs_are_done_decided_and_followed_as_ever() =>
        Storm.MissAsync(Victim.Redis, TimeSpan.FromSeconds(Jobs is null ? 3 : 60), jobs: 10, crowd => crowd.FinishAsync());

    private static int? Read(string variable) => int.TryParse(Environment.GetEnvironmentVariable(variable), out var number) ? number : null;
}
