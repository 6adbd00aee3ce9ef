using SwipeReview.JobManagement.Changes;

namespace SwipeReview.JobManagement.Decisions;

/// <summary>
/// What decisions come to where changes exclude each other. The latest acceptance wins and settles what it excludes; what
/// lost that way settles nothing itself. The person's own acceptances come before those that were made for them. It follows from the decisions alone: in whatever order they came in, and
/// whatever was taken back in between, the outcome is the same, and no two accepted changes exclude each other.
/// </summary>
internal static class Outcome
{
    /// <param name="changes">With each of them all that hang together with it.</param>
    /// <param name="standing">The decision of each that stands.</param>
    /// <param name="rivals">What each excludes.</param>
    public static void Settle(IReadOnlyCollection<Change> changes, IReadOnlyDictionary<Guid, Decision> standing, ILookup<Guid, Guid> rivals)
    {
        var accepted = standing.Values.Where(decision => decision.Action is DecisionAction.Accept or DecisionAction.Edit)
            .OrderByDescending(decision => decision.IsOwn).ThenByDescending(decision => decision.DecidedAt).ThenByDescending(decision => decision.Seq);
        var settled = new Dictionary<Guid, Guid>();
        foreach (var winner in accepted.Select(decision => decision.ChangeId).Where(changeId => !settled.ContainsKey(changeId)))
        {
            foreach (var rival in rivals[winner])
            {
                settled.TryAdd(rival, winner);
            }
        }

        foreach (var change in changes)
        {
            change.Follow(standing.GetValueOrDefault(change.Id), settled.TryGetValue(change.Id, out var winner) ? winner : null);
        }
    }
}
