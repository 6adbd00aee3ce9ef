using System.Text;
using SwipeReview.Documents;
using SwipeReview.JobManagement.Changes;
using SwipeReview.JobManagement.Jobs;

namespace SwipeReview.JobManagement.Work;

/// <summary>From what models propose to what a person is asked.</summary>
internal static class Proposals
{
    private const int ContextLength = 240;
    private const int FewForABlock = 100;
    private const int CharactersForOne = 4;

    /// <summary>
    /// Keeps what the document can take and the person's terms allow. Proposals that exclude each other are kept with the conflict between them;
    /// equal ones are one change, as sure as the surest of them.
    /// </summary>
    public static (List<Change> Changes, List<ChangeConflict> Conflicts) Keep(
        Job job, Document document, BlockGroup group, IReadOnlyList<Proposal> proposals, DateTimeOffset now)
    {
        var ordinals = group.Blocks.Select((block, i) => (block, Ordinal: group.Start + i)).ToDictionary(item => item.block.Id);
        var changes = new List<Change>();
        var conflicts = new List<ChangeConflict>();
        foreach (var ofBlock in proposals.Where(proposal => ordinals.ContainsKey(proposal.BlockId)).GroupBy(proposal => ordinals[proposal.BlockId]).OrderBy(place => place.Key.Ordinal))
        {
            var glossary = new Glossary(job.Glossary, ofBlock.Key.block.Text);
            var kept = ConflictLimits.Keep(
                Surest(WithoutRepeats(ofBlock), ofBlock.Key.block).Where(proposal => Fits(document, proposal) && glossary.Keeps(proposal)),
                edits => FitTogether(document, ofBlock.Key.block, edits));
            var sets = SetsOf(job, kept);
            changes.AddRange(kept.Select(one => ToChange(job, ofBlock.Key.block, ofBlock.Key.Ordinal, one.Proposal, sets.TryGetValue(one, out var set) ? set : null, now)));
            conflicts.AddRange(kept.SelectMany(one => one.Rivals, (one, rival) => ToConflict(job, one.Proposal, rival.Key.Proposal, rival.Value)));
        }

        return (changes, conflicts);
    }

    private static IEnumerable<Proposal> WithoutRepeats(IEnumerable<Proposal> proposals) => proposals
        .GroupBy(proposal => (proposal.Start, proposal.End, proposal.Original, proposal.Replacement))
        .Select(same => same.MaxBy(proposal => proposal.Confidence)!);

    /// <summary>No more than a text of that length can be in need of: each costs a look at the document.</summary>
    private static IEnumerable<Proposal> Surest(IEnumerable<Proposal> proposals, Documents.Block block) => proposals
        .OrderByDescending(proposal => proposal.Confidence).ThenBy(proposal => proposal.Start).ThenBy(proposal => proposal.End)
        .ThenBy(proposal => proposal.Replacement, StringComparer.Ordinal)
        .Take(Math.Max(FewForABlock, block.Text.Length / CharactersForOne));

    private static bool Fits(Document document, Proposal proposal) =>
        document.Check(new TextEdit(proposal.BlockId, proposal.Start, proposal.End, proposal.Original, proposal.Replacement)) is null;

    /// <summary>Asked of the document as one edit from the first to the last of them.</summary>
    private static bool FitTogether(Document document, Documents.Block block, IReadOnlyList<TextEdit> edits)
    {
        var (start, at) = (edits[0].Start, edits[0].Start);
        var text = new StringBuilder();
        foreach (var edit in edits)
        {
            text.Append(block.Text, at, edit.Start - at).Append(edit.Replacement);
            at = edit.End;
        }

        return document.Check(new TextEdit(block.Id, start, at, block.Text[start..at], text.ToString()))?.Reason != EditRefusalReason.ChangesStructure;
    }

    /// <summary>A set is named after the first of it in the text.</summary>
    private static Dictionary<ConflictLimits.Candidate, Guid> SetsOf(Job job, List<ConflictLimits.Candidate> kept)
    {
        var sets = new Dictionary<ConflictLimits.Candidate, Guid>();
        foreach (var first in kept.Where(one => one.Rivals.Count > 0))
        {
            if (!sets.ContainsKey(first))
            {
                var id = IdOf(job, first.Proposal);
                foreach (var one in first.Together())
                {
                    sets.Add(one, id);
                }
            }
        }

        return sets;
    }

    private static Guid IdOf(Job job, Proposal proposal) =>
        StableId.Of(job.Id, $"change\n{proposal.BlockId}\n{proposal.Start}\n{proposal.End}\n{proposal.Replacement}");

    private static ChangeConflict ToConflict(Job job, Proposal one, Proposal other, EditConflictKind kind) => new()
    {
        ChangeId = IdOf(job, one),
        OtherId = IdOf(job, other),
        JobId = job.Id,
        UserId = job.UserId,
        Kind = kind == EditConflictKind.Alternatives ? ConflictKind.Alternatives : ConflictKind.Overlap,
    };

    private static Change ToChange(Job job, Documents.Block block, int ordinal, Proposal proposal, Guid? conflictSet, DateTimeOffset now) => new()
    {
        Id = IdOf(job, proposal),
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
        PromptVersion = proposal.PromptVersion,
        LatencyMs = proposal.LatencyMs,
        Cost = proposal.Cost?.ToDecimal(),
        CostCurrency = proposal.Cost?.Currency,
        CacheHit = proposal.CacheHit,
        ConflictSet = conflictSet,
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
