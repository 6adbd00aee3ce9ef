using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Threading.Channels;
using SwipeReview.Testing;

namespace SwipeReview.Chaos.Tests.Clients;

/// <summary>
/// One of the devices on which a person swipes: in batches, with a clock of its own, sending again what was not answered and,
/// now and then, what was. Takes back some, and decides over the other device's cards, too.
/// </summary>
internal sealed class Device(Door door, IReadOnlyList<ServiceProcess> instances, Guid job, List<Guid> seen, Random random, Journal journal, Tally tally)
{
    private const int Most = 6;

    private readonly TimeSpan behind = TimeSpan.FromMilliseconds(random.Next(3_000));

    public async Task SwipeAsync(ChannelReader<Guid> cards)
    {
        object[] sentBefore = [];
        while (await cards.WaitToReadAsync())
        {
            var batch = Take(cards);
            if (batch.Count == 0)
            {
                continue; // the other device was faster
            }

            var decisions = batch.ConvertAll(Decide);
            if (await SendAsync(decisions) is { } answer)
            {
                tally.Add("decisions sent", decisions.Count);
                if (random.Next(4) == 0)
                {
                    await ReplayAsync([.. sentBefore, .. decisions]);
                }

                sentBefore = [.. decisions];
            }

            await Task.Delay(random.Next(100));
        }
    }

    private List<Guid> Take(ChannelReader<Guid> cards)
    {
        var batch = new List<Guid>();
        while (batch.Count < Most && cards.TryRead(out var card))
        {
            batch.Add(card);
        }

        lock (seen)
        {
            // A second thought, or the other device's card.
            if (seen.Count > 0 && batch.Count > 0)
            {
                batch.Add(seen[random.Next(seen.Count)]);
            }

            seen.AddRange(batch.Take(Most));
        }

        return batch;
    }

    private Decision Decide(Guid card) => random.Next(20) switch
    {
        < 9 => new(card, "accept", At),
        < 14 => new(card, "reject", At),
        < 16 => new(card, "skip", At),
        < 17 => new(card, "edit", At, "as I say"),
        _ => new(card, "undo", At),
    };

    private DateTimeOffset At => TimeProvider.System.GetUtcNow() - behind;

    private async Task<JsonElement?> SendAsync(List<Decision> decisions)
    {
        try
        {
            var answer = await PostAsync(decisions);
            foreach (var decision in decisions)
            {
                journal.Write(new Promise(Acknowledged.Decision, decision.Id, job, decision.ChangeId, decision.Action));
            }

            return answer;
        }
        catch (RefusedException refused) when (refused.Status == HttpStatusCode.BadRequest && decisions.Exists(decision => decision.Action == "edit"))
        {
            tally.Add("edits that the document did not take");
            return null;
        }
    }

    /// <summary>What was answered is known: none of it counts again.</summary>
    private async Task ReplayAsync(IReadOnlyList<object> decisions)
    {
        var answer = await PostAsync(decisions);
        tally.Add("decisions sent again", decisions.Count);
        if (answer.GetProperty("applied").GetInt32() != 0)
        {
            tally.Complain($"decisions on job {job} that were sent again counted again: {answer}");
        }
    }

    private Task<JsonElement> PostAsync(IReadOnlyList<object> decisions) => door.SendAsync(
        instances, HttpMethod.Post, $"/api/v1/jobs/{job}/decisions", () => JsonContent.Create(new { decisions }), HttpStatusCode.OK);

    private sealed record Decision(Guid ChangeId, string Action, DateTimeOffset DecidedAt, string? Replacement = null)
    {
        public Guid Id { get; } = Guid.CreateVersion7();
    }
}
