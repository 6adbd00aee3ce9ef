using System.Globalization;
using SwipeReview.JobManagement.Tests.Support;

namespace SwipeReview.JobManagement.Tests.Memory;

public sealed class ShadowTests(JobsApp shared)
{
    private readonly JobsSystem app = shared.System;
    private readonly Person ann = shared.System.NewPerson();

    [Fact]
    public async Task Each_card_is_predicted_from_what_stood_before_it_those_of_the_same_request_included()
    {
        var (one, ones) = await DeckAsync("here");
        await ann.DecideAsync(one.Id, ones.All("accept"));
        var together = await CertaintiesAsync();
        Assert.Equal((10, 8), (together.Length, await BackedAsync()));
        Assert.Equal(together, together.Order());
        Assert.True(together[^1] > together[0]);

        // Card by card it is the same, but for what is fitted to the person once for a request.
        var bob = app.NewPerson();
        var two = await bob.ReviewAsync(Remembered.Text("alot", 10));
        foreach (var change in await bob.ChangesAsync(two.Id))
        {
            await bob.DecideAsync(two.Id, new { changeId = change.Id, action = "accept" });
        }

        Assert.All(together.Zip(await CertaintiesAsync(bob)), pair => Assert.Equal(pair.First, pair.Second, tolerance: 0.002));
    }

    [Theory]
    [InlineData(0.95)]
    [InlineData(0.6)]
    public async Task Before_somebody_has_decided_the_measured_precision_of_who_proposed_is_expected(double precision)
    {
        var (job, changes) = await DeckAsync("here");
        await app.ScalarAsync<Guid>($"update changes set confidence = {precision.ToString(CultureInfo.InvariantCulture)} where job_id = '{job.Id}' returning id");
        await ann.DecideAsync(job.Id, new { changeId = changes[0].Id, action = "accept" });
        Assert.Equal(precision, Assert.Single(await CertaintiesAsync()), tolerance: 0.03);
    }

    [Fact]
    public async Task Only_a_persons_own_first_answer_to_an_open_card_is_predicted()
    {
        var (job, changes) = await DeckAsync("here");
        await ann.BulkAsync(job.Id, new { changeIds = changes.Take(5).Select(change => change.Id) }, "accept");
        await ann.DecideAsync(job.Id, new { changeId = changes[0].Id, action = "reject" }, new { changeId = changes[5].Id, action = "skip" });
        Assert.Empty(await CertaintiesAsync());
        await ann.DecideAsync(job.Id, new { changeId = changes[5].Id, action = "accept" });
        Assert.Single(await CertaintiesAsync());
    }

    [Fact]
    public async Task An_undone_answer_takes_its_prediction_out_and_another_one_is_compared_anew()
    {
        var (job, changes) = await DeckAsync("here");
        await ann.DecideAsync(job.Id, changes.Take(6).All("accept"));
        var before = await CertaintiesAsync();
        await ann.DecideAsync(job.Id, new { changeId = changes[5].Id, action = "reject" });
        Assert.Equal((6, 1), (await CountAsync("true"), await CountAsync("accepted <> accepts")));
        await ann.DecideAsync(job.Id, new { changeId = changes[5].Id, action = "undo" });
        Assert.Equal((6, 0), (await CountAsync("true"), await CountAsync("accepted <> accepts")));
        await ann.DecideAsync(job.Id, new { changeId = changes[5].Id, action = "undo" });
        Assert.Equal(before[..5], await CertaintiesAsync());
    }

    [Fact]
    public async Task Answers_that_come_again_change_nothing()
    {
        var (job, changes) = await DeckAsync("here");
        object[] swipes = [.. changes.Select(change => new { id = Guid.CreateVersion7(), changeId = change.Id, action = "accept" })];
        await ann.DecideAsync(job.Id, swipes);
        var once = await CertaintiesAsync();
        await ann.DecideAsync(job.Id, swipes);
        Assert.Equal(once, await CertaintiesAsync());
        Assert.Equal(8, (await ann.AutopilotAsync(job.Id)).Predictions);
    }

    [Fact]
    public async Task What_is_forgotten_or_off_is_predicted_no_more()
    {
        var (job, changes) = await DeckAsync("here");
        await ann.DecideAsync(job.Id, changes.Take(4).All("accept"));
        await ann.ForgetAsync((await ann.RecallAsync(Remembered.Alot))!.PatternId);
        Assert.Empty(await CertaintiesAsync());
        await ann.SwitchAsync(isOn: false);
        await ann.DecideAsync(job.Id, changes.Skip(4).Take(2).All("accept"));
        Assert.Empty(await CertaintiesAsync());
        await ann.SwitchAsync(isOn: true);
        await ann.DecideAsync(job.Id, changes.Skip(6).All("accept"));
        Assert.Equal(4, (await CertaintiesAsync()).Length);
    }

    private async Task<(JobAnswer Job, IReadOnlyList<ChangeAnswer> Changes)> DeckAsync(string about)
    {
        var job = await ann.ReviewAsync(Remembered.Text("alot", 10, about));
        return (job, await ann.ChangesAsync(job.Id));
    }

    private async Task<double[]> CertaintiesAsync(Person? person = null) => await app.ScalarAsync<double[]>(
        $"select coalesce(array_agg(round(certainty::numeric, 6)::double precision order by certainty), '{{}}') from memory_shadows where user_id = '{(person ?? ann).Id}'");

    private Task<int> BackedAsync() => CountAsync("is_backed");

    private async Task<int> CountAsync(string which) => (int)await app.ScalarAsync<long>($"select count(*) from memory_shadows where user_id = '{ann.Id}' and {which}");
}
