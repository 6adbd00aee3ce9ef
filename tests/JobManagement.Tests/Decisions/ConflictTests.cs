using Microsoft.AspNetCore.Http;
using SwipeReview.Documents;
using SwipeReview.JobManagement.Tests.Support;
using SwipeReview.Testing;

namespace SwipeReview.JobManagement.Tests.Decisions;

/// <summary>Changes of which only one can be accepted.</summary>
public sealed class ConflictTests(JobsApp shared)
{
    private readonly JobsSystem app = shared.System;
    private readonly Person ann = shared.System.NewPerson();

    [Fact]
    public async Task Accepting_one_settles_the_others_with_a_reason_and_counts_stay_exact()
    {
        var (job, deck) = await DeckAsync();
        var answer = await ann.DecideAsync(job.Id, new { changeId = deck["2"].Id, action = "accept" });
        Assert.Equal(new CountsAnswer(4, 1, 1, 2, 0), answer.Counts);
        deck = await DeckOfAsync(job);
        Assert.Equal(("accepted", null), (deck["2"].State, deck["2"].SettledBy));
        Assert.Equal(("rejected", null, deck["2"].Id, "You accepted another change of the same words."), Settled(deck["ii"]));
        Assert.Equal(("rejected", null, deck["2"].Id, "You accepted another change that overlaps this one."), Settled(deck["Two "]));
        Assert.Equal(("pending", null), (deck["3"].State, deck["3"].SettledBy));
        Assert.Equal(2, (await ann.ChangesAsync(job.Id, "state=rejected")).Count);
        Assert.Equal("One 2 three.", await app.WriteAsync(job));
    }

    [Theory]
    [InlineData("reject")]
    [InlineData("skip")]
    public async Task Rejecting_or_skipping_one_settles_nothing(string action)
    {
        var (job, deck) = await DeckAsync();
        await ann.DecideAsync(job.Id, new { changeId = deck["2"].Id, action });
        Assert.Equal(["pending", "pending", "pending"], (await ann.ChangesAsync(job.Id)).Where(change => change.Replacement != "2").Select(change => change.State));
    }

    [Fact]
    public async Task Undoing_what_won_sets_the_others_free()
    {
        var (job, deck) = await DeckAsync();
        await ann.DecideAsync(job.Id, new { changeId = deck["ii"].Id, action = "skip" }, new { changeId = deck["Two "].Id, action = "reject" });
        await ann.DecideAsync(job.Id, new { changeId = deck["2"].Id, action = "accept" });
        deck = await DeckOfAsync(job);
        Assert.Equal(("rejected", "skip", deck["2"].Id, "You accepted another change of the same words."), Settled(deck["ii"]));
        Assert.Equal(("rejected", null), (deck["Two "].State, deck["Two "].SettledBy));
        var answer = await ann.DecideAsync(job.Id, new { changeId = deck["2"].Id, action = "undo" });
        Assert.Equal(new CountsAnswer(4, 2, 0, 1, 1), answer.Counts);
        deck = await DeckOfAsync(job);
        Assert.Equal(("pending", "skipped", "rejected"), (deck["2"].State, deck["ii"].State, deck["Two "].State));
    }

    [Fact]
    public async Task Accepting_a_settled_card_makes_it_the_winner_and_undoing_that_brings_the_first_back()
    {
        var (job, deck) = await DeckAsync();
        await ann.DecideAsync(job.Id, new { changeId = deck["2"].Id, action = "accept" });
        await ann.DecideAsync(job.Id, new { changeId = deck["ii"].Id, action = "edit", replacement = "zwei" });
        deck = await DeckOfAsync(job);
        Assert.Equal(("rejected", "accept", deck["ii"].Id, "You accepted another change of the same words."), Settled(deck["2"]));
        Assert.Equal("accepted", deck["ii"].State);
        Assert.Equal("One zwei three.", await app.WriteAsync(job));
        Assert.Equal("One zwei three.", await ann.PreviewAsync(job.Id, "current"));
        await ann.DecideAsync(job.Id, new { changeId = deck["ii"].Id, action = "undo" });
        deck = await DeckOfAsync(job);
        Assert.Equal(("accepted", "rejected"), (deck["2"].State, deck["ii"].State));
        Assert.Equal(new CountsAnswer(4, 1, 1, 2, 0), (await ann.GetAsync(job.Id)).Counts);
    }

    [Fact]
    public async Task What_lost_settles_nothing_itself()
    {
        // A chain: "b" excludes "a" and "c", which go together.
        var job = await ReviewAsync("One two three.", (0, 7, "a", 0.9), (4, 13, "b", 0.9), (8, 13, "c", 0.9));
        var deck = await DeckOfAsync(job);
        foreach (var (accepted, states) in ((string, string)[])[("a", "a"), ("b", "b"), ("c", "a c")])
        {
            await ann.DecideAsync(job.Id, new { changeId = deck[accepted].Id, action = "accept" });
            Assert.Equal(states.Split(' '), (await ann.ChangesAsync(job.Id, "state=accepted")).Select(change => change.Replacement));
        }

        Assert.Equal(deck["c"].Id, (await DeckOfAsync(job))["b"].SettledBy!.ChangeId);
    }

    [Fact]
    public async Task Of_a_bulk_acceptance_the_surest_win_and_it_is_undone_as_one()
    {
        var (job, _) = await DeckAsync();
        var bulk = await ann.BulkAsync(job.Id, new { category = "style" }, "accept");
        Assert.Equal((4, 0, 0), (bulk.Resolved, bulk.Skipped, bulk.Remaining));
        var deck = await DeckOfAsync(job);
        Assert.Equal(["2", "3"], (await ann.ChangesAsync(job.Id, "state=accepted")).Select(change => change.Replacement));
        Assert.Equal(("rejected", null, deck["2"].Id, "You accepted another change of the same words."), Settled(deck["ii"]));
        var undone = await ann.UndoBulkAsync(job.Id, bulk.BatchId);
        Assert.Equal((4, 0, 4), (undone.Resolved, undone.Skipped, undone.Remaining));
        Assert.Equal(new CountsAnswer(4, 4, 0, 0, 0), (await ann.GetAsync(job.Id)).Counts);
    }

    [Fact]
    public async Task Equally_sure_ones_are_taken_in_the_order_of_the_text()
    {
        var job = await ReviewAsync("One two three.", (4, 13, "later", 0.9), (0, 7, "first", 0.9));
        await ann.BulkAsync(job.Id, new { }, "accept");
        Assert.Equal("first", Assert.Single(await ann.ChangesAsync(job.Id, "state=accepted")).Replacement);
    }

    [Fact]
    public async Task Of_undecided_ones_a_preview_of_all_shows_the_surest_and_never_two()
    {
        var (job, deck) = await DeckAsync();
        Assert.Equal("One 2 3.", await ann.PreviewAsync(job.Id, "all"));
        await ann.DecideAsync(job.Id, new { changeId = deck["2"].Id, action = "reject" });
        Assert.Equal("One ii 3.", await ann.PreviewAsync(job.Id, "all"));
        await ann.DecideAsync(job.Id, new { changeId = deck["Two "].Id, action = "accept" });
        Assert.Equal("Two 3.", await ann.PreviewAsync(job.Id, "all"));
    }

    [Fact]
    public async Task Who_follows_the_job_is_told_of_all_that_hangs_together_with_what_was_decided()
    {
        var (job, deck) = await DeckAsync();
        var before = (await ann.ReadEventsAsync(job.Id, most: (int)await app.ScalarAsync<long>($"select event_seq from jobs where id = '{job.Id}'")))[^1].Id;
        await ann.DecideAsync(job.Id, new { changeId = deck["2"].Id, action = "accept" });
        await ann.DecideAsync(job.Id, new { changeId = deck["ii"].Id, action = "skip" });
        await ann.DecideAsync(job.Id, new { changeId = deck["2"].Id, action = "undo" });
        var told = await ann.ReadEventsAsync(job.Id, before, most: 3);
        foreach (var decision in told)
        {
            Assert.Equal(
                new[] { deck["2"].Id, deck["ii"].Id, deck["Two "].Id }.Order(),
                decision.Data.GetProperty("changes").EnumerateArray().Select(change => change.GetProperty("id").GetGuid()).Order());
        }

        await ann.DecideAsync(job.Id, new { changeId = deck["2"].Id, action = "accept" });
        var settled = Assert.Single(await ann.ReadEventsAsync(job.Id, told[^1].Id, most: 1)).Data.GetProperty("changes").EnumerateArray()
            .Single(change => change.GetProperty("id").GetGuid() == deck["ii"].Id);
        Assert.Equal("rejected", settled.GetProperty("state").GetString());
        Assert.Equal(
            (deck["2"].Id, "You accepted another change of the same words."),
            (settled.GetProperty("settledBy").GetProperty("changeId").GetGuid(), settled.GetProperty("settledBy").GetProperty("reason").GetString()));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task Decisions_that_come_in_any_order_have_the_same_outcome(int seed)
    {
        var random = new Random(seed);
        var proposals = RandomProposals(random, 14);
        var noon = TimeProvider.System.GetUtcNow().AddHours(-1);
        string[] actions = ["accept", "accept", "accept", "edit", "reject", "skip", "undo"];
        var decisions = Enumerable.Range(0, 40).Select(i => (Card: random.Next(1_000), Action: actions[random.Next(actions.Length)], At: noon.AddSeconds(i))).ToArray();
        var outcomes = new List<string>();
        for (var order = 0; order < 3; order++)
        {
            var job = await ReviewAsync(RandomText, proposals);
            var deck = await SortedDeckAsync(job);
            var arriving = order == 0 ? decisions : [.. decisions.OrderBy(_ => random.Next())];
            foreach (var request in arriving.Chunk(1 + (order * 6)))
            {
                await ann.DecideAsync(job.Id, [.. request.Select(decision => new
                {
                    id = Guid.CreateVersion7(),
                    changeId = deck[decision.Card % deck.Count].Id,
                    action = decision.Action,
                    replacement = decision.Action == "edit" ? "EDITED" : null,
                    decidedAt = decision.At,
                })]);
            }

            deck = await SortedDeckAsync(job);
            Assert.Equal(Expected(deck, decisions), deck.Select(change => (Name(change), change.State, Winner(deck, change))));
            var counts = (await ann.GetAsync(job.Id)).Counts;
            Assert.Equal(
                (deck.Count(change => change.State == "pending"), deck.Count(change => change.State == "accepted"), deck.Count(change => change.State == "rejected")),
                (counts.Pending, counts.Accepted, counts.Rejected));
            outcomes.Add(string.Join('\n', deck.Select(change => $"{Name(change)} {change.State} {Winner(deck, change)}")));
        }

        Assert.Single(outcomes.Distinct());
    }

    [Theory]
    [InlineData(11, "text/plain", "walk.txt", RandomText)]
    [InlineData(12, "text/markdown", "walk.md", RandomText)]
    [InlineData(13, "text/html", "walk.html", "<!doctype html><p>" + RandomText + "</p>")]
    public async Task Along_a_random_walk_the_document_takes_whatever_is_accepted(int seed, string contentType, string name, string file)
    {
        var random = new Random(seed);
        Answer(RandomProposals(random, 20));
        using var posted = await ann.PostJobAsync(file, name, contentType);
        var job = await ann.UntilAsync((await posted.ShouldBeAsync<JobAnswer>(System.Net.HttpStatusCode.Accepted)).Id, "ready");
        var deck = await ann.ChangesAsync(job.Id);
        Assert.Contains(deck, change => change.Conflicts.Length > 0);
        string[] actions = ["accept", "accept", "accept", "edit", "reject", "skip", "undo"];
        for (var step = 0; step < 40; step++)
        {
            if (step % 10 == 9)
            {
                await ann.BulkAsync(job.Id, new { minConfidence = random.NextDouble() }, "accept");
            }
            else
            {
                var action = actions[random.Next(actions.Length)];
                await ann.DecideAsync(job.Id, new { changeId = deck[random.Next(deck.Count)].Id, action, replacement = action == "edit" ? $"EDITED{step}" : null });
            }

            Assert.Equal(file.Replace(RandomText, await ann.PreviewAsync(job.Id, "current"), StringComparison.Ordinal), await app.WriteAsync(job, contentType));
        }
    }

    [Fact]
    public async Task Along_a_random_walk_a_docx_takes_whatever_is_accepted_anywhere_in_it()
    {
        var random = new Random(14);
        app.Router.ByUser[ann.Id] = (asked, _) => Task.FromResult<IResult?>(FakeRouter.Reply(asked.Blocks.SelectMany(block => Enumerable.Range(0, 4).Select(i =>
        {
            var start = random.Next(block.Text.Length);
            var end = Math.Min(block.Text.Length, start + random.Next(12));
            return new Answer(block.Id, start, end, block.Text[start..end], $"new{i}", "style", "style:test", random.NextDouble());
        }))));
        var bytes = await File.ReadAllBytesAsync(Path.Combine(Repository.Root, "tests", "Benchmarks", "fixtures", "ten-pages.docx"));
        using var posted = await ann.PostJobAsync(app.Storage.Put(ann.Id, bytes, "walk.docx", FileTypes.Docx));
        var job = await ann.UntilAsync((await posted.ShouldBeAsync<JobAnswer>(System.Net.HttpStatusCode.Accepted)).Id, "ready");
        var deck = await ann.ChangesAsync(job.Id);
        Assert.Contains(deck, change => change.Conflicts.Length > 0);
        string[] actions = ["accept", "accept", "edit", "skip", "undo"];
        for (var step = 0; step < 8; step++)
        {
            await ann.DecideAsync(job.Id, [.. Enumerable.Range(0, 100).Select(i => actions[random.Next(actions.Length)])
                .Select(action => new { changeId = deck[random.Next(deck.Count)].Id, action, replacement = action == "edit" ? "EDITED" : null })]);
            using var written = new MemoryStream(await app.WriteBytesAsync(job, FileTypes.Docx));
            using var document = Document.Open(written, FileTypes.Docx);
            var page = await ann.PreviewPageAsync(job.Id, "limit=200");
            Assert.Equal(document.Blocks.Take(page.Items.Length).Select(block => block.Text), page.Items.Select(block => block.Text));
        }
    }

    private const string RandomText = "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda";

    /// <summary>Spans of some words, insertions before a word, several of some.</summary>
    private static (int Start, int End, string Replacement, double Confidence)[] RandomProposals(Random random, int count)
    {
        int[] starts = [0, .. RandomText.Index().Where(letter => letter.Item == ' ').Select(letter => letter.Index + 1)];
        return [.. Enumerable.Range(0, count).Select(i =>
        {
            var first = random.Next(starts.Length);
            var last = Math.Min(starts.Length - 1, first + random.Next(3));
            var end = last == starts.Length - 1 ? RandomText.Length : starts[last + 1] - 1;
            return random.Next(5) == 0 ? (starts[first], starts[first], $"new{i} ", random.NextDouble()) : (starts[first], end, $"word{i}", random.NextDouble());
        })];
    }

    /// <summary>The rule in other words: go back in time; who is accepted and not excluded by one that was taken is taken.</summary>
    private static IEnumerable<(string, string, string?)> Expected(IReadOnlyList<ChangeAnswer> deck, (int Card, string Action, DateTimeOffset At)[] decisions)
    {
        var standing = new (string Action, DateTimeOffset At)?[deck.Count];
        for (var card = 0; card < deck.Count; card++)
        {
            var pile = new Stack<(string Action, DateTimeOffset At)>();
            foreach (var (_, action, at) in decisions.Where(decision => decision.Card % deck.Count == card).OrderBy(decision => decision.At))
            {
                if (action != "undo")
                {
                    pile.Push((action, at));
                }
                else
                {
                    pile.TryPop(out _);
                }
            }

            standing[card] = pile.TryPeek(out var top) ? top : null;
        }

        var taken = new List<int>();
        foreach (var card in Enumerable.Range(0, deck.Count).Where(card => standing[card]?.Action is "accept" or "edit").OrderByDescending(card => standing[card]!.Value.At))
        {
            if (!taken.Exists(other => Exclude(deck[other], deck[card])))
            {
                taken.Add(card);
            }
        }

        for (var card = 0; card < deck.Count; card++)
        {
            int? winner = taken.Where(other => Exclude(deck[other], deck[card])).Select(other => (int?)other).FirstOrDefault();
            yield return standing[card]?.Action switch
            {
                "reject" => (Name(deck[card]), "rejected", null),
                _ when winner is { } other => (Name(deck[card]), "rejected", Name(deck[other])),
                "accept" or "edit" => (Name(deck[card]), "accepted", null),
                "skip" => (Name(deck[card]), "skipped", null),
                _ => (Name(deck[card]), "pending", null),
            };
        }
    }

    private static bool Exclude(ChangeAnswer a, ChangeAnswer b) => a.Id != b.Id && EditConflicts.Between(ToEdit(a), ToEdit(b)) is not null;

    private static TextEdit ToEdit(ChangeAnswer change) => new(change.BlockId, change.Start, change.End, change.Original, change.Replacement);

    private static string Name(ChangeAnswer change) => $"{change.Start}-{change.End} {change.Replacement}";

    private static string? Winner(IReadOnlyList<ChangeAnswer> deck, ChangeAnswer change) =>
        change.SettledBy is { } settled ? Name(deck.Single(other => other.Id == settled.ChangeId)) : null;

    private static (string State, string? Decision, Guid? Winner, string? Reason) Settled(ChangeAnswer change) =>
        (change.State, change.Decision?.Action, change.SettledBy?.ChangeId, change.SettledBy?.Reason);

    private async Task<(JobAnswer Job, Dictionary<string, ChangeAnswer> Deck)> DeckAsync()
    {
        var job = await ReviewAsync("One two three.", (0, 8, "Two ", 0.5), (4, 7, "2", 0.9), (4, 7, "ii", 0.6), (8, 13, "3", 0.7));
        return (job, await DeckOfAsync(job));
    }

    private async Task<Dictionary<string, ChangeAnswer>> DeckOfAsync(JobAnswer job) =>
        (await ann.ChangesAsync(job.Id)).ToDictionary(change => change.Replacement);

    /// <summary>In the same order for every job, whatever its ids are.</summary>
    private async Task<IReadOnlyList<ChangeAnswer>> SortedDeckAsync(JobAnswer job) =>
        [.. (await ann.ChangesAsync(job.Id)).OrderBy(Name, StringComparer.Ordinal)];

    private Task<JobAnswer> ReviewAsync(string text, params (int Start, int End, string Replacement, double Confidence)[] proposals)
    {
        Answer(proposals);
        return ann.ReviewAsync(text);
    }

    private void Answer((int Start, int End, string Replacement, double Confidence)[] proposals) =>
        app.Router.ByUser[ann.Id] = (asked, _) => Task.FromResult<IResult?>(FakeRouter.Reply(proposals.Select(one => new Answer(
            asked.Blocks[0].Id, one.Start, one.End, asked.Blocks[0].Text[one.Start..one.End], one.Replacement, "style", "style:test", one.Confidence))));
}
