using Microsoft.AspNetCore.Http;
using SwipeReview.JobManagement.Tests.Support;

namespace SwipeReview.JobManagement.Tests.Decisions;

/// <summary>
/// Two devices that were offline send what they decided in batches, in any order, some of them again and at the same time:
/// what the job comes to is the fold of all decisions, each counted once.
/// </summary>
public sealed class ConvergenceTests(JobsApp shared)
{
    private static readonly string[] Actions = ["accept", "reject", "skip", "edit", "undo"];

    private readonly Person ann = shared.System.NewPerson();

    private sealed record Made(Guid Id, Guid ChangeId, string Action, string? Replacement, DateTimeOffset DecidedAt);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public async Task Whatever_the_network_does_the_job_is_the_fold_of_all_decisions(int seed)
    {
        var random = new Random(seed);
        var (job, changes) = await DeckAsync();
        var made = Decide(random, changes);
        var batches = made.GroupBy(_ => random.Next(2)).SelectMany(device => device.Chunk(1 + random.Next(9))).ToList();
        var posted = batches.Concat(batches.Where(_ => random.Next(3) == 0)).OrderBy(_ => random.Next()).ToList();

        var answers = new List<DecideAnswer>();
        foreach (var together in posted.Chunk(3))
        {
            answers.AddRange(await Task.WhenAll(together.Select(batch => ann.DecideAsync(job.Id, [.. batch.Select(Body)]))));
        }

        Assert.Equal(made.Count, answers.Sum(answer => answer.Applied));
        Assert.Equal(posted.Sum(batch => batch.Length) - made.Count, answers.Sum(answer => answer.Ignored));
        var expected = Fold(changes, made);
        var shown = await ann.ChangesAsync(job.Id);
        Assert.Equal(expected, shown.ToDictionary(change => change.Id, change => (change.State, change.SettledBy?.ChangeId, change.Decision?.Replacement)));
        Assert.Equal(
            new CountsAnswer(changes.Count, Count("pending"), Count("accepted"), Count("rejected"), Count("skipped")), (await ann.GetAsync(job.Id)).Counts);

        int Count(string state) => expected.Values.Count(change => change.State == state);
    }

    /// <summary>Forty decisions, at times of their own.</summary>
    private static List<Made> Decide(Random random, IReadOnlyList<ChangeAnswer> changes)
    {
        var start = TimeProvider.System.GetUtcNow().AddHours(-1);
        var minutes = Enumerable.Range(0, 40).OrderBy(_ => random.Next());
        return [.. minutes.Select(minute =>
        {
            var action = Actions[random.Next(Actions.Length)];
            return new Made(Guid.CreateVersion7(), changes[random.Next(changes.Count)].Id, action, action == "edit" ? $"own {minute}" : null, start.AddMinutes(minute));
        })];
    }

    private static object Body(Made made) => made.Replacement is null
        ? new { id = made.Id, changeId = made.ChangeId, action = made.Action, decidedAt = made.DecidedAt }
        : new { id = made.Id, changeId = made.ChangeId, action = made.Action, replacement = made.Replacement, decidedAt = made.DecidedAt };

    /// <summary>The rules of ADR 0013 in other words: a pile a change by time, then acceptances from the latest on.</summary>
    private static Dictionary<Guid, (string State, Guid? SettledBy, string? Replacement)> Fold(IReadOnlyList<ChangeAnswer> changes, IEnumerable<Made> made)
    {
        var tops = new Dictionary<Guid, Made>();
        foreach (var ofOne in made.GroupBy(decision => decision.ChangeId))
        {
            var pile = new List<Made>();
            foreach (var decision in ofOne.OrderBy(decision => decision.DecidedAt))
            {
                if (decision.Action != "undo")
                {
                    pile.Add(decision);
                }
                else if (pile.Count > 0)
                {
                    pile.RemoveAt(pile.Count - 1);
                }
            }

            if (pile.Count > 0)
            {
                tops[ofOne.Key] = pile[^1];
            }
        }

        var settled = new Dictionary<Guid, Guid>();
        foreach (var winner in tops.Values.Where(top => top.Action is "accept" or "edit").OrderByDescending(top => top.DecidedAt))
        {
            if (!settled.ContainsKey(winner.ChangeId))
            {
                foreach (var rival in changes.Single(change => change.Id == winner.ChangeId).Conflicts)
                {
                    settled.TryAdd(rival.ChangeId, winner.ChangeId);
                }
            }
        }

        return changes.ToDictionary(change => change.Id, change =>
        {
            var top = tops.GetValueOrDefault(change.Id);
            Guid? winner = settled.TryGetValue(change.Id, out var by) && top?.Action != "reject" ? by : null;
            var state = winner is not null ? "rejected" : top?.Action switch { null => "pending", "reject" => "rejected", "skip" => "skipped", _ => "accepted" };
            return (state, winner, top?.Replacement);
        });
    }

    /// <summary>Five changes: two that stand alone, two alternatives, and one that overlaps both.</summary>
    private async Task<(JobAnswer Job, IReadOnlyList<ChangeAnswer> Changes)> DeckAsync()
    {
        shared.System.Router.ByUser[ann.Id] = (asked, _) => Task.FromResult<IResult?>(FakeRouter.Reply(
        [
            Draft(asked, 0, 3, "One", "1"),
            Draft(asked, 4, 7, "two", "2"),
            Draft(asked, 4, 7, "two", "ii"),
            Draft(asked, 4, 13, "two three", "2, 3"),
            Draft(asked, 14, 18, "four", "4"),
        ]));
        var job = await ann.ReviewAsync("One two three four.");
        var changes = await ann.ChangesAsync(job.Id);
        Assert.Contains(changes, change => change.Conflicts.Length == 2);
        return (job, changes);
    }

    private static Answer Draft(Asked asked, int start, int end, string original, string replacement) =>
        new(asked.Blocks[0].Id, start, end, original, replacement, "style", $"style:{replacement}", 0.9);
}
