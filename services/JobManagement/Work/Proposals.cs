using SwipeReview.Documents;
using SwipeReview.JobManagement.Changes;
using SwipeReview.JobManagement.Jobs;

namespace SwipeReview.JobManagement.Work;

/// <summary>From what models propose to what a person is asked.</summary>
internal static class Proposals
{
    private const int ContextLength = 240;

    /// <summary>
    /// Keeps what the document can take. Of proposals that overlap, the surest stays, of equally sure ones the first in
    /// the text: so any set of accepted changes can be written.
    /// </summary>
    public static List<Change> Keep(Job job, Document document, BlockGroup group, IReadOnlyList<Proposal> proposals, DateTimeOffset now)
    {
        var ordinals = group.Blocks.Select((block, i) => (block, Ordinal: group.Start + i)).ToDictionary(item => item.block.Id);
        var kept = new List<Change>();
        foreach (var proposal in proposals.OrderByDescending(item => item.Confidence).ThenBy(item => item.Start).ThenBy(item => item.End))
        {
            if (ordinals.TryGetValue(proposal.BlockId, out var place)
                && document.Check(new TextEdit(proposal.BlockId, proposal.Start, proposal.End, proposal.Original, proposal.Replacement)) is null
                && !kept.Exists(other => Collide(other, proposal)))
            {
                kept.Add(ToChange(job, place.block, place.Ordinal, proposal, now));
            }
        }

        return [.. kept.OrderBy(change => change.BlockOrdinal).ThenBy(change => change.Start)];
    }

    // Two at one place collide even when one only inserts: their order in the text would be anybody's guess.
    private static bool Collide(Change a, Proposal b) =>
        a.BlockId == b.BlockId && (a.Start == b.Start || (a.Start < b.End && b.Start < a.End));

    private static Change ToChange(Job job, Documents.Block block, int ordinal, Proposal proposal, DateTimeOffset now) => new()
    {
        Id = StableId.Of(job.Id, $"change\n{proposal.BlockId}\n{proposal.Start}\n{proposal.End}\n{proposal.Replacement}"),
        JobId = job.Id,
        UserId = job.UserId,
        BlockId = proposal.BlockId,
        BlockOrdinal = ordinal,
        Start = proposal.Start,
        End = proposal.End,
        Original = proposal.Original,
        Replacement = proposal.Replacement,
        Before = Before(block.Text, proposal.Start),
        After = After(block.Text, proposal.End),
        Category = proposal.Category,
        Pattern = proposal.Pattern,
        Confidence = proposal.Confidence,
        Reason = proposal.Reason,
        Provider = proposal.Provider,
        Model = proposal.Model,
        LeftMachine = proposal.LeftMachine,
        CreatedAt = now,
    };

    private static string Before(string text, int end)
    {
        var start = Math.Max(0, end - ContextLength);
        return text[(start > 0 && char.IsLowSurrogate(text[start]) ? start + 1 : start)..end];
    }

    private static string After(string text, int start)
    {
        var end = Math.Min(text.Length, start + ContextLength);
        return text[start..(end < text.Length && char.IsLowSurrogate(text[end]) ? end - 1 : end)];
    }
}
