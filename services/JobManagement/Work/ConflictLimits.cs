using SwipeReview.Documents;

namespace SwipeReview.JobManagement.Work;

/// <summary>
/// Which proposals for one block become cards. Those that exclude each other all do, within limits that a card can show
/// and that keep a model which proposes everything everywhere from making pairs by the million: what is least sure
/// falls away. One pass in the order of the text, with only what lies open at a place in hand. The same proposals in
/// another order leave the same.
/// </summary>
internal sealed class ConflictLimits
{
    /// <summary>Changes that one excludes; also insertions at one place.</summary>
    public const int MostOfOne = 8;

    /// <summary>Changes that hang together: a decision on one of them looks at all.</summary>
    public const int MostTogether = 100;

    /// <summary>How many neighbours of a change are asked about when some in the block don't go together.</summary>
    private const int Reach = 16;

    private readonly List<Candidate> open = [];
    private readonly Func<IReadOnlyList<TextEdit>, bool> together;

    private ConflictLimits(Func<IReadOnlyList<TextEdit>, bool> together) => this.together = together;

    /// <summary>A proposal and those that it excludes.</summary>
    public sealed class Candidate(Proposal proposal, TextEdit edit, int place)
    {
        public Proposal Proposal => proposal;

        public TextEdit Edit => edit;

        /// <summary>In the order of the text.</summary>
        public int Place => place;

        public Dictionary<Candidate, EditConflictKind> Rivals { get; } = [];

        public bool IsDropped { get; private set; }

        public bool IsInsertion => edit.Span.Length == 0;

        public void Drop()
        {
            IsDropped = true;
            foreach (var rival in Rivals.Keys)
            {
                rival.Rivals.Remove(this);
            }

            Rivals.Clear();
        }

        /// <summary>This one and all that hang together with it, no more than <paramref name="most"/>.</summary>
        public HashSet<Candidate> Together(int most = int.MaxValue)
        {
            var found = new HashSet<Candidate> { this };
            var next = new Queue<Candidate>(found);
            while (found.Count < most && next.TryDequeue(out var candidate))
            {
                foreach (var rival in candidate.Rivals.Keys.Where(found.Add))
                {
                    next.Enqueue(rival);
                }
            }

            return found;
        }
    }

    /// <param name="proposals">For one block; the block takes each of them alone.</param>
    /// <param name="together">Whether the block takes edits together that come in the order of the text and don't overlap.</param>
    /// <returns>In the order of the text.</returns>
    public static List<Candidate> Keep(IEnumerable<Proposal> proposals, Func<IReadOnlyList<TextEdit>, bool> together)
    {
        var candidates = proposals
            .OrderBy(proposal => proposal.Start).ThenBy(proposal => proposal.End).ThenBy(proposal => proposal.Replacement, StringComparer.Ordinal)
            .Select((proposal, place) => new Candidate(
                proposal, new TextEdit(proposal.BlockId, proposal.Start, proposal.End, proposal.Original, proposal.Replacement), place))
            .ToList();
        var limits = new ConflictLimits(together);
        candidates.ForEach(limits.Add);
        limits.SeparateWhatDependsOnEachOther(candidates.FindAll(candidate => !candidate.IsDropped));
        return candidates.FindAll(candidate => !candidate.IsDropped);
    }

    private void Add(Candidate candidate)
    {
        open.RemoveAll(other => other.IsDropped || other.Edit.End < candidate.Edit.Start);
        foreach (var other in open)
        {
            // Side by side two may make markup that neither makes alone.
            if ((EditConflicts.Between(other.Edit, candidate.Edit) ?? (Together(other, candidate) ? null : EditConflictKind.Overlap)) is { } kind)
            {
                Link(other, candidate, kind);
            }
        }

        open.Add(candidate);
        DropLeastSure(candidate);
    }

    /// <summary>
    /// Also at a distance two may make markup together, as stars that each had a space beside them. That is rare: all
    /// are asked about at once, and only when they don't go together it is found out which ones.
    /// </summary>
    private void SeparateWhatDependsOnEachOther(List<Candidate> kept)
    {
        var chosen = new HashSet<Candidate>();
        foreach (var candidate in kept.OrderByDescending(one => one.Proposal.Confidence).ThenBy(one => one.Place).Where(one => !one.Rivals.Keys.Any(chosen.Contains)))
        {
            chosen.Add(candidate);
        }

        var inOrder = chosen.OrderBy(one => one.Place).ToList();
        if (inOrder.Count < 2 || together([.. inOrder.Select(one => one.Edit)]))
        {
            return;
        }

        for (var i = 0; i < inOrder.Count; i++)
        {
            for (var j = i + 1; j < Math.Min(inOrder.Count, i + Reach); j++)
            {
                if (!inOrder[i].IsDropped && !inOrder[j].IsDropped && !inOrder[i].Rivals.ContainsKey(inOrder[j]) && !Together(inOrder[i], inOrder[j]))
                {
                    Link(inOrder[i], inOrder[j], EditConflictKind.Overlap);
                    DropLeastSure(inOrder[j]);
                }
            }
        }
    }

    private bool Together(Candidate first, Candidate second) => AreInsertionsAtOnePlace(first, second) || together([first.Edit, second.Edit]);

    private static void Link(Candidate one, Candidate other, EditConflictKind kind)
    {
        one.Rivals.Add(other, kind);
        other.Rivals.Add(one, kind);
    }

    private void DropLeastSure(Candidate candidate)
    {
        var neighbours = open.FindAll(other => AreInsertionsAtOnePlace(other, candidate));
        if (neighbours.Count > MostOfOne)
        {
            LeastSure(neighbours).Drop();
        }

        while (candidate.Rivals.Keys.Prepend(candidate).FirstOrDefault(one => one.Rivals.Count > MostOfOne) is { } crowded)
        {
            LeastSure([crowded, .. crowded.Rivals.Keys]).Drop();
        }

        while (candidate.Together(MostTogether + 1).Count > MostTogether)
        {
            LeastSure([candidate, .. candidate.Rivals.Keys]).Drop();
        }
    }

    private static Candidate LeastSure(IEnumerable<Candidate> candidates) =>
        candidates.OrderBy(candidate => candidate.Proposal.Confidence).ThenByDescending(candidate => candidate.Place).First();

    private static bool AreInsertionsAtOnePlace(Candidate one, Candidate other) =>
        one.IsInsertion && other.IsInsertion && one.Edit.Start == other.Edit.Start;
}
