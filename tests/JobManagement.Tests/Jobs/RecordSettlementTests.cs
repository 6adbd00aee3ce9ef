using System.Text.Json;
using SwipeReview.Contracts.Payment;
using SwipeReview.JobManagement.Tests.Support;
using SwipeReview.Testing;

namespace SwipeReview.JobManagement.Tests.Jobs;

public sealed class RecordSettlementTests(JobsApp shared)
{
    private readonly JobsSystem app = shared.System;
    private readonly Person ann = shared.System.NewPerson();

    [Fact]
    public async Task A_settlement_is_kept_and_a_smaller_one_that_comes_late_changes_nothing()
    {
        var job = await JobAsync();
        await SettleAsync(job, Guid.CreateVersion7(), 7);
        await IsSettledAsync(job, 7);
        await SettleAsync(job, Guid.CreateVersion7(), 3);
        await StaysSettledAsync(job, 7);
    }

    [Fact]
    public async Task A_refund_lowers_what_is_settled_and_all_of_it_leaves_nothing()
    {
        var (job, payment) = (await JobAsync(), Guid.CreateVersion7());
        await SettleAsync(job, payment, 7);
        await IsSettledAsync(job, 7);
        await RefundAsync(job, payment, 4);
        await IsSettledAsync(job, 4);
        await RefundAsync(job, payment, null);
        await IsSettledAsync(job, null);
    }

    [Fact]
    public async Task What_another_payment_covers_outlasts_a_refund()
    {
        var (job, first, second) = (await JobAsync(), Guid.CreateVersion7(), Guid.CreateVersion7());
        await SettleAsync(job, first, 5);
        await SettleAsync(job, second, 9);
        await IsSettledAsync(job, 9);
        await RefundAsync(job, second, null);
        await IsSettledAsync(job, 5);
    }

    /// <summary>Each order of a settlement, a refund of a part and one of the rest, with each of them twice.</summary>
    [Fact]
    public async Task In_any_order_and_however_often_the_refund_has_the_last_word()
    {
        int[][] orders = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]];
        var jobs = new List<Guid>();
        foreach (var order in orders)
        {
            var (job, payment) = (await JobAsync(), Guid.CreateVersion7());
            jobs.Add(job);
            await SettleAsync(job, Guid.CreateVersion7(), 2); // another payment, which stays
            foreach (var step in (int[])[.. order, .. order])
            {
                await (step switch { 0 => SettleAsync(job, payment, 7), 1 => RefundAsync(job, payment, 4), _ => RefundAsync(job, payment, null) });
                await Task.Delay(30); // in this order, as far as a queue with many takers keeps one
            }
        }

        foreach (var job in jobs)
        {
            await IsSettledAsync(job, 2);
            await StaysSettledAsync(job, 2);
        }
    }

    private async Task<Guid> JobAsync() => (await ann.ReviewAsync("Here is teh cat.")).Id;

    private Task SettleAsync(Guid job, Guid payment, int accepted) =>
        app.Bus.Publish(new PaymentSettled(payment, job, ann.Id, accepted, 0.5m, "USD", TimeProvider.System.GetUtcNow()));

    private Task RefundAsync(Guid job, Guid payment, int? accepted) =>
        app.Bus.Publish(new PaymentRefunded(payment, job, ann.Id, 0.1m, "USD", TimeProvider.System.GetUtcNow(), accepted));

    private Task IsSettledAsync(Guid job, int? changes) =>
        Eventually.BeTrueAsync(async () => await SettledAsync(job) == changes, $"{changes?.ToString() ?? "no"} settled changes");

    private async Task StaysSettledAsync(Guid job, int? changes)
    {
        for (var look = 0; look < 5; look++)
        {
            await Task.Delay(100);
            Assert.Equal(changes, await SettledAsync(job));
        }
    }

    private async Task<int?> SettledAsync(Guid job)
    {
        using var caller = app.AsService();
        var summary = JsonDocument.Parse(await caller.GetStringAsync($"/internal/jobs/{job}")).RootElement;
        return summary.GetProperty("settledChanges") is { ValueKind: JsonValueKind.Number } settled ? settled.GetInt32() : null;
    }
}
