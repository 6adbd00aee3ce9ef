using System.Net;
using System.Net.Http.Json;
using System.Text;
using SwipeReview.JobManagement.Tests.Support;
using SwipeReview.Testing;

namespace SwipeReview.JobManagement.Tests.Memory;

public sealed class MemoryFileTests(JobsApp shared)
{
    private readonly JobsSystem app = shared.System;
    private readonly Person ann = shared.System.NewPerson();

    [Fact]
    public async Task A_memory_can_be_taken_to_another_account_and_twice_is_as_once()
    {
        await LearnAsync();
        await ann.TellAsync((await ann.RecallAsync(Remembered.Alot))!.PatternId, new { rule = "on" });
        var file = await ann.ExportAsync();
        var bob = app.NewPerson();
        Assert.Equal(new ImportAnswer(5, 0), await bob.ImportAsync(file));
        Assert.Equal(new ImportAnswer(0, 5), await bob.ImportAsync(file));
        Assert.Equal(((0, 1), (2, 0)), (await bob.CountsAsync(Remembered.Alot), await bob.CountsAsync(Remembered.Teh)));
        Assert.Equal("on", (await bob.RecallAsync(Remembered.Alot))!.Rule);
        Assert.Equal(file.Decisions.OrderBy(decision => decision.Id), (await bob.ExportAsync()).Decisions.OrderBy(decision => decision.Id));

        // What she rejected is hidden from him too.
        var hidden = (await bob.ChangesAsync((await bob.ReviewAsync("Here is alot of it, teh cat, teh dog. We utilize.")).Id)).Where(change => change.Hidden);
        Assert.Contains(hidden, change => change.Pattern == Remembered.Alot);
    }

    [Fact]
    public async Task What_was_forgotten_comes_back_by_the_file_but_not_what_was_undone_since()
    {
        var (job, changes) = await LearnAsync();
        var file = await ann.ExportAsync();
        await ann.ForgetAsync();
        var undone = changes.First(change => change.Pattern == Remembered.Teh);
        await ann.DecideAsync(job.Id, new { changeId = undone.Id, action = "undo" });
        Assert.Equal(new ImportAnswer(3, 1), await ann.ImportAsync(file));
        Assert.Equal(await ann.RecountAsync(job.Id), await ann.EvidenceAsync());
    }

    [Fact]
    public async Task A_decision_of_the_future_weighs_as_one_of_now()
    {
        var file = new MemoryFileAnswer(1, [new("style:x", "style", "none", true, [new(Guid.CreateVersion7(), true, TimeProvider.System.GetUtcNow().AddYears(50), "prose", null)])]);
        Assert.Equal(new ImportAnswer(1, 0), await ann.ImportAsync(file));
        Assert.InRange((await ann.RecallAsync("style:x"))!.Weight, 0.99, 1.01);
    }

    [Theory]
    [InlineData("""{"version":2,"patterns":[]}""")]
    [InlineData("""{"patterns":[]}""")]
    [InlineData("""{"version":1,"patterns":[null]}""")]
    [InlineData("""{"version":1,"patterns":[{"pattern":"","category":"x","decisions":[]}]}""")]
    [InlineData("""{"version":1,"patterns":[{"pattern":"a\u0000b","category":"x","decisions":[]}]}""")]
    [InlineData("""{"version":1,"patterns":[{"pattern":"a","category":"x"}]}""")]
    [InlineData("""{"version":1,"patterns":[{"pattern":"a","category":"x","decisions":[null]}]}""")]
    [InlineData("""{"version":1,"patterns":[{"pattern":"a","category":"x","rule":"perhaps","decisions":[]}]}""")]
    [InlineData("""[]""")]
    public async Task A_file_that_is_no_memory_is_refused(string file)
    {
        using var answer = await ann.Http.PostAsync("/api/v1/memory/import", new StringContent(file, Encoding.UTF8, "application/json"));
        await answer.ShouldFailAsync(HttpStatusCode.BadRequest, "VALIDATION_ERROR");
        Assert.Empty(await ann.MemoryAsync());
    }

    [Fact]
    public async Task A_file_has_a_limit()
    {
        var decisions = Enumerable.Range(0, 50_001).Select(_ => new MemoryFileDecision(Guid.CreateVersion7(), true, TimeProvider.System.GetUtcNow(), "prose", null));
        using var answer = await ann.Http.PostAsJsonAsync("/api/v1/memory/import", new MemoryFileAnswer(1, [new("style:x", "style", "none", true, [.. decisions])]));
        await answer.ShouldFailAsync(HttpStatusCode.BadRequest, "VALIDATION_ERROR");
    }

    [Fact]
    public async Task The_list_comes_in_pages_and_can_be_searched()
    {
        await LearnAsync();
        var first = await ann.MemoryPageAsync("limit=2");
        var second = await ann.MemoryPageAsync($"limit=2&cursor={first.NextCursor}");
        Assert.Equal((2, 1, null), (first.Items.Count, second.Items.Count, second.NextCursor));
        Assert.Equal((await ann.MemoryAsync()).Select(pattern => pattern.Pattern), first.Items.Concat(second.Items).Select(pattern => pattern.Pattern));
        Assert.Equal([Remembered.Utilize], (await ann.MemoryAsync("q=UTIL")).Select(pattern => pattern.Pattern));
        Assert.Empty(await ann.MemoryAsync("kind=rule"));
        using var wrong = await ann.Http.GetAsync("/api/v1/memory?cursor=x");
        await wrong.ShouldFailAsync(HttpStatusCode.BadRequest, "VALIDATION_ERROR");
    }

    private async Task<(JobAnswer Job, IReadOnlyList<ChangeAnswer> Changes)> LearnAsync()
    {
        var job = await ann.ReviewAsync("Here is alot of it, teh cat, teh dog. We utilize.");
        var changes = await ann.ChangesAsync(job.Id);
        await ann.DecideAsync(job.Id, [.. changes.Select(change => new { changeId = change.Id, action = change.Pattern == Remembered.Alot ? "reject" : "accept" })]);
        return (job, changes);
    }
}
