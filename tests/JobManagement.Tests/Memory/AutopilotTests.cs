using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using SwipeReview.Contracts.Delivery;
using SwipeReview.Contracts.Identity;
using SwipeReview.JobManagement.Tests.Support;
using SwipeReview.Testing;

namespace SwipeReview.JobManagement.Tests.Memory;

public sealed class AutopilotTests(JobsApp shared)
{
    private const int Cards = 60;
    private const int Swiped = 30;

    private readonly JobsSystem app = shared.System;
    private readonly Person ann = shared.System.NewPerson();

    [Fact]
    public async Task Without_evidence_nothing_is_offered_and_it_says_how_far_away_it_is()
    {
        var job = await ann.ReviewAsync(Remembered.Text("alot", 12));
        var autopilot = await ann.AutopilotAsync(job.Id);
        Assert.Equal(("learning", 0, null, null), (autopilot.State, autopilot.Predictions, autopilot.Offer, autopilot.Batch));
        Assert.InRange(autopilot.Needed, 10, 40);
        using var answer = await ann.PostAutopilotAsync(job.Id);
        var error = await answer.ShouldFailAsync(HttpStatusCode.Conflict, "CONFLICT");
        Assert.Equal($"There is not enough evidence yet: 0 of {autopilot.Needed} predictions.", error.GetProperty("message").GetString());
        Assert.Equal(12, (await ann.GetAsync(job.Id)).Counts.Pending);
    }

    [Fact]
    public async Task A_person_whose_answers_can_not_be_foreseen_is_never_offered_it()
    {
        var job = await ann.ReviewAsync(Remembered.Text("alot", Cards));
        var changes = await ann.ChangesAsync(job.Id);
        await ann.DecideAsync(job.Id, [.. changes.Take(Swiped).Select((change, i) => new { changeId = change.Id, action = i % 3 == 0 ? "reject" : "accept" })]);
        Assert.Equal("learning", (await ann.AutopilotAsync(job.Id)).State);
    }

    [Fact]
    public async Task Who_decides_otherwise_in_this_document_is_told_why_nothing_is_offered()
    {
        await OfferedAsync();
        var job = await ann.ReviewAsync(Remembered.Text("alot", Cards, "there"));
        await ann.DecideAsync(job.Id, (await ann.ChangesAsync(job.Id)).Take(12).All("reject"));
        var autopilot = await ann.AutopilotAsync(job.Id);
        Assert.Equal((null, true), (autopilot.Offer, autopilot.HasChanged));
        using var refused = await ann.PostAutopilotAsync(job.Id);
        var error = await refused.ShouldFailAsync(HttpStatusCode.Conflict, "CONFLICT");
        Assert.Equal("In this document you decide otherwise than you used to.", error.GetProperty("message").GetString());
    }

    [Fact]
    public async Task The_rest_is_decided_but_for_a_sample_each_decision_marked_and_none_of_it_learned_from()
    {
        var job = await OfferedAsync();
        var offered = await ann.AutopilotAsync(job.Id);
        Assert.Equal(("offered", Cards - Swiped, 2), (offered.State, offered.Offer!.Changes, offered.Offer.Stays));
        Assert.InRange(offered.Offer.ErrorBound, 0.01, Decks.Tolerance);
        var counts = await ann.CountsAsync(Remembered.Alot);

        var started = await ann.StartAutopilotAsync(job.Id);
        Assert.Equal((25, 5, 7), (started.Decided, started.HeldBack, started.Remaining));
        var decided = (await ann.ChangesAsync(job.Id)).Where(change => change.Decision?.By == "autopilot").ToList();
        Assert.Equal(25, decided.Count);
        Assert.All(decided, change => Assert.Equal(("accepted", "Autopilot: you accepted 30 of 30 changes like this."), (change.State, change.Decision!.Because)));
        Assert.Equal(counts, await ann.CountsAsync(Remembered.Alot));
        Assert.Equal(Swiped, await app.ScalarAsync<long>($"select count(*) from memory_shadows where user_id = '{ann.Id}'"));

        var autopilot = await ann.AutopilotAsync(job.Id);
        Assert.Equal(("auditing", null), (autopilot.State, autopilot.Offer));
        Assert.Equal((started.BatchId, 25, new AuditAnswer(5, 0, 0), null, false), (autopilot.Batch!.Id, autopilot.Batch.Decided, autopilot.Batch.Audit, autopilot.Batch.Measured, autopilot.Batch.Undone));
        using var again = await ann.PostAutopilotAsync(job.Id);
        await again.ShouldFailAsync(HttpStatusCode.Conflict, "CONFLICT");
    }

    [Fact]
    public async Task Nothing_tells_which_cards_are_the_sample()
    {
        var job = await OfferedAsync(ordinary: 12);
        var before = (await app.ScalarAsync<long>($"select event_seq from jobs where id = '{job.Id}'"), await OpenAsync(job));
        await ann.StartAutopilotAsync(job.Id);
        var sample = await SampleAsync(job);
        Assert.Equal(5, sample.Length);
        var open = await OpenAsync(job);

        // As they were before the batch, card by card, and so as those that are no part of it.
        Assert.Equal(5 + 12, open.Count);
        Assert.All(open, card => Assert.Equal(before.Item2[card.Key], card.Value));

        // Nor does the deck tell: no suggestion for any group, and no place that only they have.
        using var answer = await ann.Http.GetAsync($"/api/v1/jobs/{job.Id}/deck?tolerance={Decks.Tolerance}");
        var deck = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        Assert.All(deck["groups"]!.AsArray(), group => Assert.Null(group!["suggestion"]));
        var order = deck["order"]!.AsArray().Select(id => id!.GetValue<Guid>()).ToList();
        Assert.Equal(17, order.Count);
        Assert.NotEqual(sample.Order(), order[^5..].Order());
        deck["order"] = deck["groups"] = null;
        Assert.All(sample, id => Assert.DoesNotContain(id.ToString(), deck.ToJsonString(), StringComparison.OrdinalIgnoreCase));

        // Nor does what is told of the batch, or of the memory.
        var events = await ann.ReadEventsAsync(job.Id, before.Item1, most: 1);
        Assert.All(sample, id => Assert.DoesNotContain(id.ToString(), events[0].Data.ToString(), StringComparison.Ordinal));
        Assert.DoesNotContain((await ann.ExportAsync()).Decisions, decision => sample.Contains(decision.Id));
    }

    [Fact]
    public async Task A_sample_that_agrees_is_reported_with_its_interval_and_the_batch_stands()
    {
        var job = await OfferedAsync();
        await ann.StartAutopilotAsync(job.Id);
        var sample = await SampleAsync(job);
        await ann.DecideAsync(job.Id, [.. sample.Take(4).Select(id => new { changeId = id, action = "accept" })]);
        Assert.Equal(("auditing", new AuditAnswer(5, 4, 4)), await ann.AutopilotAsync(job.Id) is { Batch.Audit: var audit } waiting ? (waiting.State, audit) : default);
        await ann.DecideAsync(job.Id, new { changeId = sample[4], action = "edit", replacement = "lots" });

        var autopilot = await ann.AutopilotAsync(job.Id);
        Assert.Equal(("done", new AuditAnswer(5, 5, 5), false, null), (autopilot.State, autopilot.Batch!.Audit, autopilot.Batch.Undone, autopilot.Batch.Reason));
        Assert.Equal(0, autopilot.Batch.Measured!.Low);
        Assert.InRange(autopilot.Batch.Measured.High, 0.2, 0.6);
        Assert.Equal(60, (await ann.GetAsync(job.Id)).Counts.Accepted);

        // They are answers like any other: learned from.
        Assert.Equal((35, 0), await ann.CountsAsync(Remembered.Alot));
    }

    [Fact]
    public async Task When_it_was_worse_than_promised_all_of_it_is_open_again_with_the_answer_that_showed_it()
    {
        var job = await OfferedAsync();
        var started = await ann.StartAutopilotAsync(job.Id);
        var sample = await SampleAsync(job);
        var seq = await app.ScalarAsync<long>($"select event_seq from jobs where id = '{job.Id}'");
        var answer = await ann.DecideAsync(job.Id, [.. sample.Select(id => new { changeId = id, action = "reject" })]);
        Assert.Equal(new CountsAnswer(62, 27, 30, 5, 0), answer.Counts);

        var deck = await ann.DeckAsync(job.Id);
        var batch = deck.Autopilot.Batch!;
        Assert.Equal(("steppedBack", true, started.BatchId), (deck.Autopilot.State, batch.Undone, batch.Id));
        Assert.StartsWith($"You decided {batch.Audit.Answered} of {batch.Audit.Answered} cards otherwise than the autopilot", batch.Reason, StringComparison.Ordinal);
        Assert.Equal(27, deck.Order.Length);
        Assert.Contains(await ann.ReadEventsAsync(job.Id, seq, most: 2), happened => happened.Kind == "decision"
            && happened.Data.GetProperty("changes").EnumerateArray().Count(change => change.GetProperty("state").GetString() == "pending") == 25);

        // It begins anew, and asks more of itself.
        Assert.Equal(0, deck.Autopilot.Predictions);
        using var refused = await ann.PostAutopilotAsync(job.Id);
        await refused.ShouldFailAsync(HttpStatusCode.Conflict, "CONFLICT");
        Assert.Equal(0, (await ann.UndoAutopilotAsync(job.Id, started.BatchId)).Resolved);
        Assert.Equal("steppedBack", (await ann.AutopilotAsync(job.Id)).State);
    }

    [Fact]
    public async Task It_is_undone_in_one_step_until_the_job_is_delivered()
    {
        var job = await OfferedAsync();
        var started = await ann.StartAutopilotAsync(job.Id);
        Assert.Equal((25, 0, 32), await ann.UndoAutopilotAsync(job.Id, started.BatchId) is var undone ? (undone.Resolved, undone.Skipped, undone.Remaining) : default);
        var autopilot = await ann.AutopilotAsync(job.Id);
        Assert.Equal(("offered", true), (autopilot.State, autopilot.Batch!.Undone));

        var other = await ann.StartAutopilotAsync(job.Id);
        await app.Bus.Publish(new ArtifactReady(Guid.CreateVersion7(), job.Id, ann.Id, "clean", Guid.CreateVersion7(), TimeProvider.System.GetUtcNow()));
        await ann.UntilAsync(job.Id, "delivered");
        using var late = await ann.Http.PostAsync($"/api/v1/jobs/{job.Id}/autopilot/{other.BatchId}/undo", null);
        await late.ShouldFailAsync(HttpStatusCode.Conflict, "CONFLICT");
        using var more = await ann.PostAutopilotAsync(job.Id);
        await more.ShouldFailAsync(HttpStatusCode.Conflict, "CONFLICT");
    }

    [Fact]
    public async Task Answers_in_bulk_tell_nothing_about_the_batch()
    {
        var job = await OfferedAsync();
        await ann.StartAutopilotAsync(job.Id);
        var sample = await SampleAsync(job);
        await ann.DecideAsync(job.Id, new { changeId = sample[0], action = "accept" });
        await ann.BulkAsync(job.Id, new { changeIds = sample[1..] }, "reject");
        var autopilot = await ann.AutopilotAsync(job.Id);
        Assert.Equal(("done", new AuditAnswer(1, 1, 1)), (autopilot.State, autopilot.Batch!.Audit));
    }

    [Fact]
    public async Task Where_cards_exclude_each_other_one_is_accepted()
    {
        app.Router.ByUser[ann.Id] = (asked, _) => Task.FromResult<IResult?>(FakeRouter.Reply(asked.Blocks.SelectMany(block => new Answer[]
        {
            new(block.Id, 7, 8, block.Text[7..8], "X", "style", "style:one", 0.9),
            new(block.Id, 7, 8, block.Text[7..8], "Y", "tone", "tone:two", 0.5),
        })));
        var first = await ann.ReviewAsync(Remembered.Text("alot", 40));
        var changes = (await ann.ChangesAsync(first.Id)).ToLookup(change => change.Pattern);
        await ann.DecideAsync(first.Id, changes["style:one"].Take(20).All("accept"));
        await ann.DecideAsync(first.Id, changes["tone:two"].Skip(20).All("accept"));
        var job = await ann.ReviewAsync(Remembered.Text("alot", 30, "there"));
        var unseen = await ann.AutopilotAsync(job.Id); // a long record is of other documents
        Assert.Equal((null, 10, false), (unseen.Offer, unseen.MissingHere, unseen.HasChanged));
        var here = (await ann.ChangesAsync(job.Id)).Where(change => change.Pattern == "style:one");
        await ann.DecideAsync(job.Id, here.Take(10).All("accept"));
        var offer = (await ann.AutopilotAsync(job.Id)).Offer!;
        Assert.Equal((20, 20), (offer.Changes, offer.Stays));
        await ann.StartAutopilotAsync(job.Id);
        var accepted = (await ann.ChangesAsync(job.Id)).Where(change => change.State == "accepted").ToList();
        Assert.Equal(10 + 15, accepted.Count);
        Assert.All(accepted, change => Assert.Equal("style:one", change.Pattern));
        using var others = await app.AsService().GetAsync($"/internal/jobs/{job.Id}/accepted-changes");
        Assert.Equal(HttpStatusCode.OK, others.StatusCode);
    }

    [Fact]
    public async Task An_answer_from_before_that_a_device_sends_late_outranks_what_was_decided_meanwhile()
    {
        var job = await OfferedAsync();
        var before = TimeProvider.System.GetUtcNow();
        var started = await ann.StartAutopilotAsync(job.Id);
        var decided = (await ann.ChangesAsync(job.Id)).First(change => change.Decision?.By == "autopilot");
        await ann.DecideAsync(job.Id, new { changeId = decided.Id, action = "reject", decidedAt = before });
        Assert.Equal(("rejected", "person"), await StandingAsync(job, decided.Id));

        // Nor is it taken back with the batch, though that happened later.
        Assert.Equal((24, 1), await ann.UndoAutopilotAsync(job.Id, started.BatchId) is var undone ? (undone.Resolved, undone.Skipped) : default);
        Assert.Equal(("rejected", "person"), await StandingAsync(job, decided.Id));

        var again = await ann.StartAutopilotAsync(job.Id);
        var other = (await ann.ChangesAsync(job.Id)).First(change => change.Decision?.By == "autopilot");
        await ann.UndoAutopilotAsync(job.Id, again.BatchId);
        await ann.DecideAsync(job.Id, new { changeId = other.Id, action = "reject", decidedAt = before });
        Assert.Equal(("rejected", "person"), await StandingAsync(job, other.Id));
    }

    [Fact]
    public async Task An_own_acceptance_settles_what_was_accepted_for_the_person_whenever_it_was()
    {
        app.Router.ByUser[ann.Id] = (asked, _) => Task.FromResult<IResult?>(FakeRouter.Reply(asked.Blocks.SelectMany(block => new Answer[]
        {
            new(block.Id, 7, 8, block.Text[7..8], "X", "style", "style:one", 0.9),
            new(block.Id, 7, 8, block.Text[7..8], "Y", "tone", "tone:two", 0.5),
        })));
        var job = await ann.ReviewAsync(Remembered.Text("alot", 50));
        var changes = await ann.ChangesAsync(job.Id);
        await ann.DecideAsync(job.Id, changes.Where(change => change.Pattern == "style:one").Take(25).All("accept"));
        var before = TimeProvider.System.GetUtcNow();
        await ann.StartAutopilotAsync(job.Id);
        var accepted = (await ann.ChangesAsync(job.Id)).First(change => change is { Decision.By: "autopilot", State: "accepted" });
        var rival = accepted.Conflicts.Single().ChangeId;
        await ann.DecideAsync(job.Id, new { changeId = rival, action = "accept", decidedAt = before });
        Assert.Equal(("accepted", "person"), await StandingAsync(job, rival));
        Assert.Equal(("rejected", "autopilot"), await StandingAsync(job, accepted.Id));
    }

    [Fact]
    public async Task A_request_that_comes_again_with_its_key_gets_the_same_answer()
    {
        var job = await OfferedAsync();
        var first = await ann.StartAutopilotAsync(job.Id, key: "the-rest");
        Assert.Equal(first, await ann.StartAutopilotAsync(job.Id, key: "the-rest"));
    }

    [Fact]
    public async Task It_can_be_switched_off_and_a_strangers_is_not_found()
    {
        var job = await OfferedAsync();
        using var stranger = await app.NewPerson().PostAutopilotAsync(job.Id);
        await stranger.ShouldFailAsync(HttpStatusCode.NotFound, "NOT_FOUND");
        using var greedy = await ann.PostAutopilotAsync(job.Id, tolerance: 0.5);
        await greedy.ShouldFailAsync(HttpStatusCode.BadRequest, "VALIDATION_ERROR");
        await ann.SwitchAsync(isOn: true, autopilot: false);
        Assert.Equal("off", (await ann.AutopilotAsync(job.Id)).State);
        using var off = await ann.PostAutopilotAsync(job.Id);
        await off.ShouldFailAsync(HttpStatusCode.Conflict, "CONFLICT");
    }

    [Fact]
    public async Task All_of_it_goes_with_the_person()
    {
        var job = await OfferedAsync();
        await ann.StartAutopilotAsync(job.Id);
        await app.Bus.Publish(new UserDeleted(ann.Id, TimeProvider.System.GetUtcNow()));
        foreach (var table in (string[])["memory_shadows", "autopilot_batches", "autopilot_audits", "memory_evidence"])
        {
            await Eventually.BeTrueAsync(() => app.ScalarAsync<bool>($"select count(*) = 0 from {table} where user_id = '{ann.Id}'"), $"{table} to be empty");
        }
    }

    /// <summary>A deck of which half was accepted card by card, so that the rest of that pattern is offered.</summary>
    /// <param name="ordinary">Cards of another pattern, which stay for the person.</param>
    private async Task<JobAnswer> OfferedAsync(int ordinary = 2)
    {
        var job = await ann.ReviewAsync($"{Remembered.Text("alot", Cards)}\n\n{Remembered.Text("utilize", ordinary)}");
        await ann.DecideAsync(job.Id, (await ann.ChangesAsync(job.Id)).Where(change => change.Pattern == Remembered.Alot).Take(Swiped).All("accept"));
        return job;
    }

    private async Task<(string State, string? By)> StandingAsync(JobAnswer job, Guid changeId) =>
        (await ann.ChangesAsync(job.Id)).Single(change => change.Id == changeId) is var change ? (change.State, change.Decision?.By) : default;

    private async Task<Guid[]> SampleAsync(JobAnswer job) => await app.ScalarAsync<Guid[]>(
        $"select array_agg(change_id) from autopilot_audits audit join autopilot_batches batch on batch.id = audit.batch_id where batch.job_id = '{job.Id}' and state = 'auditing'");

    private async Task<Dictionary<Guid, string>> OpenAsync(JobAnswer job)
    {
        using var answer = await ann.Http.GetAsync($"/api/v1/jobs/{job.Id}/changes?state=pending&limit=200");
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["items"]!.AsArray().ToDictionary(card => card!["id"]!.GetValue<Guid>(), card => card!.ToJsonString());
    }
}
