using Microsoft.AspNetCore.Http;
using SwipeReview.Contracts.Identity;
using SwipeReview.Contracts.Storage;
using SwipeReview.JobManagement.Tests.Support;
using SwipeReview.Testing;

namespace SwipeReview.JobManagement.Tests.Memory;

public sealed class EvidenceTests(JobsApp shared)
{
    private const string Text = "We utilize teh cat alot, teh dog too.";

    private readonly JobsSystem app = shared.System;
    private readonly Person ann = shared.System.NewPerson();

    [Fact]
    public async Task What_stands_is_learned_and_what_is_undone_is_not()
    {
        var (job, changes) = await DeckAsync();
        await ann.DecideAsync(
            job.Id, Say(changes[0], "reject"), Say(changes[1], "accept"), Say(changes[2], "skip"), new { changeId = changes[3].Id, action = "edit", replacement = "this" });
        Assert.Equal(((2, 0), (0, 0), (0, 1)), (await ann.CountsAsync(Remembered.Teh), await ann.CountsAsync(Remembered.Alot), await ann.CountsAsync(Remembered.Utilize)));

        await ann.DecideAsync(job.Id, Say(changes[0], "undo"), Say(changes[1], "reject"), Say(changes[3], "undo"));
        var known = Assert.Single(await ann.MemoryAsync());
        Assert.Equal((Remembered.Teh, 0, 1), (known.Pattern, known.Accepted, known.Rejected));
        Assert.Equal(("spelling", "“teh” → “the”"), (known.Category, known.Title));
        Assert.Equal([new ExampleAnswer("teh", "the")], known.Examples);
    }

    [Fact]
    public async Task A_decision_that_comes_again_counts_once()
    {
        var (job, changes) = await DeckAsync();
        var swipe = new { id = Guid.CreateVersion7(), changeId = changes[1].Id, action = "accept" };
        await ann.DecideAsync(job.Id, swipe);
        await ann.DecideAsync(job.Id, swipe, swipe);
        Assert.Equal((1, 0), await ann.CountsAsync(Remembered.Teh));
    }

    [Fact]
    public async Task A_bulk_decision_is_learned_and_taken_back_as_one()
    {
        var (job, _) = await DeckAsync();
        var batch = await ann.BulkAsync(job.Id, new { category = "spelling" }, "accept");
        Assert.Equal(((2, 0), (1, 0)), (await ann.CountsAsync(Remembered.Teh), await ann.CountsAsync(Remembered.Alot)));
        await ann.UndoBulkAsync(job.Id, batch.BatchId);
        Assert.Empty(await ann.MemoryAsync());
    }

    [Fact]
    public async Task What_a_rival_settled_is_no_evidence_until_it_stands_again()
    {
        AnswerWithRivals();
        var job = await ann.ReviewAsync("Here is teh cat.");
        var changes = (await ann.ChangesAsync(job.Id)).ToDictionary(change => change.Replacement);
        await ann.DecideAsync(job.Id, Say(changes["the"], "accept"));
        await ann.DecideAsync(job.Id, Say(changes["a"], "accept"));
        Assert.Equal((1, 0), await ann.CountsAsync("spelling:teh>a"));
        Assert.Null(await ann.RecallAsync(Remembered.Teh));

        await ann.DecideAsync(job.Id, Say(changes["a"], "undo"));
        Assert.Equal((1, 0), await ann.CountsAsync(Remembered.Teh));
        Assert.Null(await ann.RecallAsync("spelling:teh>a"));
    }

    [Fact]
    public async Task It_outlives_the_file_without_a_word_of_it_but_the_pattern()
    {
        var (job, changes) = await DeckAsync();
        await ann.DecideAsync(job.Id, changes.All("accept"));
        await app.Bus.Publish(new FileDeleted(job.FileId, ann.Id, TimeProvider.System.GetUtcNow()));
        await Eventually.BeTrueAsync(() => app.ScalarAsync<bool>($"select content_erased_at is not null from jobs where id = '{job.Id}'"), "erasure");

        var known = (await ann.RecallAsync(Remembered.Teh))!;
        Assert.Equal((2, 0), (known.Accepted, known.Rejected));
        Assert.Empty(known.Examples);
        Assert.Equal(0, await app.ScalarAsync<long>($"select count(*) from memory_evidence row where user_id = '{ann.Id}' and row::text ~ 'cat|dog|too'"));
    }

    [Fact]
    public async Task It_goes_with_the_person()
    {
        var (job, changes) = await DeckAsync();
        await ann.DecideAsync(job.Id, changes.All("reject"));
        var known = (await ann.RecallAsync(Remembered.Alot))!;
        await ann.TellAsync(known.PatternId, new { rule = "on" });
        await ann.ForgetAsync((await ann.RecallAsync(Remembered.Teh))!.PatternId);
        var again = await ann.ReviewAsync(Text);
        var hidden = (await ann.ChangesAsync(again.Id)).First(change => change.Hidden);
        await ann.DecideAsync(again.Id, Say(hidden, "undo"));
        string[] tables = ["memory_owners", "memory_evidence", "memory_patterns", "memory_forgotten", "memory_restored"];
        foreach (var table in tables)
        {
            Assert.NotEqual(0, await app.ScalarAsync<long>($"select count(*) from {table} where user_id = '{ann.Id}'"));
        }

        await app.Bus.Publish(new UserDeleted(ann.Id, TimeProvider.System.GetUtcNow()));
        foreach (var table in tables)
        {
            await Eventually.BeTrueAsync(() => app.ScalarAsync<bool>($"select count(*) = 0 from {table} where user_id = '{ann.Id}'"), $"{table} to be empty");
        }
    }

    [Fact]
    public async Task A_switched_off_memory_learns_nothing_and_still_lets_go_of_what_is_undone()
    {
        var (job, changes) = await DeckAsync();
        await ann.DecideAsync(job.Id, Say(changes[1], "accept"));
        await ann.SwitchAsync(isOn: false);
        await ann.DecideAsync(job.Id, Say(changes[0], "accept"), Say(changes[2], "accept"));
        Assert.Equal([Remembered.Teh], (await ann.MemoryAsync()).Select(pattern => pattern.Pattern));
        await ann.DecideAsync(job.Id, Say(changes[1], "undo"));
        Assert.Empty(await ann.MemoryAsync());
        await ann.SwitchAsync(isOn: true);
        await ann.DecideAsync(job.Id, Say(changes[1], "reject"));
        Assert.Equal((0, 1), await ann.CountsAsync(Remembered.Teh));
    }

    [Fact]
    public async Task Kinds_of_documents_are_told_apart()
    {
        using var posted = await ann.PostJobAsync("# teh one\nx = 1  # has alot\n", "script.py", "text/x-python");
        var job = await ann.UntilAsync((await posted.ShouldBeAsync<JobAnswer>(System.Net.HttpStatusCode.Accepted)).Id, "ready");
        await ann.BulkAsync(job.Id, new { }, "accept");
        var (prose, _) = await DeckAsync();
        await ann.BulkAsync(prose.Id, new { pattern = Remembered.Teh }, "reject");
        var teh = (await ann.ExportAsync()).Patterns.Single(pattern => pattern.Pattern == Remembered.Teh);
        Assert.Equal(["code:True", "prose:False", "prose:False"], teh.Decisions.Select(decision => $"{decision.DocumentType}:{decision.Accepted}").Order());
    }

    /// <summary>Whatever is decided, taken back, replayed and decided in bulk, on two jobs at once: evidence is what stands, counted anew.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Evidence_is_always_a_recount_of_what_stands(int seed)
    {
        AnswerWithRivals();
        var jobs = new[] { await ann.ReviewAsync("teh one. teh two. alot of it."), await ann.ReviewAsync("teh three. teh four. alot more.") };
        for (var round = 0; round < 3; round++)
        {
            await Task.WhenAll(jobs.SelectMany((job, i) => new[] { ActAsync(job.Id, new Random((seed * 100) + (round * 10) + i)), ActAsync(job.Id, new Random((seed * 1_000) + (round * 10) + i)) }));
            Assert.Equal(await ann.RecountAsync(jobs[0].Id, jobs[1].Id), await ann.EvidenceAsync());
            Assert.Equal(0, await app.ScalarAsync<long>(PredictionsThatCompareWithNothing));
        }
    }

    /// <summary>A prediction is beside the person's own answer that stands, or beside none while something else settles the card.</summary>
    private string PredictionsThatCompareWithNothing => $"""
        select count(*) from memory_shadows shadow join changes change on change.id = shadow.change_id
        where shadow.user_id = '{ann.Id}' and not (change.decision_action in ('accept', 'edit', 'reject') and change.decided_by = 'person'
            and shadow.accepted is not distinct from case when change.settled_by is null then change.decision_action <> 'reject' end)
        """;

    private async Task ActAsync(Guid jobId, Random random)
    {
        string[] actions = ["accept", "reject", "edit", "skip", "undo", "accept", "reject"];
        var changes = await ann.ChangesAsync(jobId);
        var sent = new List<object[]>();
        var batches = new List<Guid>();
        for (var step = 0; step < 8; step++)
        {
            switch (random.Next(10))
            {
                case 0:
                    batches.Add((await ann.BulkAsync(jobId, new { minConfidence = random.NextDouble() }, random.Next(2) == 0 ? "accept" : "reject")).BatchId);
                    break;
                case 1 when batches.Count > 0:
                    using (await ann.Http.PostAsync($"/api/v1/jobs/{jobId}/decisions/bulk/{batches[random.Next(batches.Count)]}/undo", null))
                    {
                        break; // a batch that decided nothing is not found
                    }

                case 2 when sent.Count > 0:
                    await ann.DecideAsync(jobId, sent[random.Next(sent.Count)]);
                    break;
                default:
                    sent.Add([.. Enumerable.Range(0, random.Next(1, 5)).Select(_ => Swipe(changes[random.Next(changes.Count)], actions[random.Next(actions.Length)], random))]);
                    await ann.DecideAsync(jobId, sent[^1]);
                    break;
            }
        }
    }

    private static object Swipe(ChangeAnswer change, string action, Random random) => new
    {
        id = Guid.CreateVersion7(), changeId = change.Id, action, replacement = action == "edit" ? "mine" : null,
        decidedAt = TimeProvider.System.GetUtcNow().AddMinutes(-random.Next(60)),
    };

    private static object Say(ChangeAnswer change, string action) => new { changeId = change.Id, action };

    private void AnswerWithRivals() => app.Router.ByUser[ann.Id] = (asked, _) => Task.FromResult<IResult?>(FakeRouter.Reply(asked.Blocks.SelectMany(block =>
        Enumerable.Range(0, block.Text.Length - 3).Where(at => block.Text.AsSpan(at, 3) is "teh").SelectMany(at => new Answer[]
        {
            new(block.Id, at, at + 3, "teh", "the", "spelling", Remembered.Teh, 0.9),
            new(block.Id, at, at + 3, "teh", "a", "spelling", "spelling:teh>a", 0.5),
            new(block.Id, at, at + 3, "teh", "one", "style", "style:articles", 0.4),
        }))));

    private async Task<(JobAnswer Job, IReadOnlyList<ChangeAnswer> Changes)> DeckAsync()
    {
        var job = await ann.ReviewAsync(Text);
        return (job, await ann.ChangesAsync(job.Id));
    }
}
