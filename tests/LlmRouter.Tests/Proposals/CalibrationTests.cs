using System.Text.Json.Nodes;
using MassTransit;
using SwipeReview.Contracts.Jobs;
using SwipeReview.LlmRouter.Proposals;
using SwipeReview.LlmRouter.Tests.Support;
using SwipeReview.Testing;

namespace SwipeReview.LlmRouter.Tests.Proposals;

public sealed class CalibrationTests(RouterApp router) : IClassFixture<RouterApp>
{
    [Fact]
    public async Task What_people_reject_is_proposed_with_less_confidence()
    {
        router.Cloud.Answer = _ => [new(0, "No.", "Well.", "doubtful", null, 0.8, "r"), new(0, "Never.", "Hardly.", "welcome", null, 0.8, "r")];
        var job = Guid.CreateVersion7();
        await router.ConsumingAsync();
        await router.Bus.Publish(Judged(job, ("doubtful", 0, 20), ("welcome", 18, 2)));
        await CountedAsync(job, 40);
        await router.Get<Calibration>().RefreshAsync(CancellationToken.None);

        var items = (await (await router.AskAsync(RouterRequests.Proposals("tone", $"No. Never. {job}"))).JsonAsync())["items"]!.AsArray();

        Assert.Equal([("doubtful", 0.4), ("welcome", 0.85)], items.Select(item => (item!["category"]!.GetValue<string>(), Math.Round(item["confidence"]!.GetValue<double>(), 2))));
    }

    [Fact]
    public async Task Later_totals_of_a_job_take_the_place_of_earlier_ones_in_any_order()
    {
        var job = Guid.CreateVersion7();
        var later = Judged(job, ("swapped", 3, 4));
        await router.ConsumingAsync();
        await router.Bus.Publish(later);
        await CountedAsync(job, 7);
        await router.Bus.Publish(Judged(job, ("swapped", 1, 0)) with { At = later.At.AddMinutes(-1) });
        await router.Bus.Publish(Judged(job, ("swapped", 5, 5)) with { At = later.At.AddMinutes(1) });

        await CountedAsync(job, 10);
    }

    private Task CountedAsync(Guid job, int decisions) => Eventually.BeTrueAsync(
        async () => await router.QueryAsync<long>($"select coalesce(sum(accepted + rejected), 0) from judgements where job_id = '{job}'") == decisions, $"{decisions} decisions");

    private static ProposalsJudged Judged(Guid job, params (string Category, int Accepted, int Rejected)[] counts) => new(
        job, Guid.CreateVersion7(), [.. counts.Select(count => new JudgedProposals("cloud", count.Category, count.Accepted, count.Rejected))], TimeProvider.System.GetUtcNow());
}
