namespace SwipeReview.JobManagement.Changes;

/// <summary>Chooses where only one can be had.</summary>
internal static class Pick
{
    /// <summary>As many of the changes as go together, the surest first; of equally sure ones the first in the document. In the order given.</summary>
    public static List<Change> Surest(IReadOnlyCollection<Change> changes, ILookup<Guid, Guid> rivals)
    {
        var picked = First(
            changes.OrderByDescending(change => change.Confidence).ThenBy(change => change.BlockOrdinal).ThenBy(change => change.Start).ThenBy(change => change.Id)
                .Select(change => change.Id),
            rivals);
        return [.. changes.Where(change => picked.Contains(change.Id))];
    }

    /// <summary>Those that none before them excludes.</summary>
    public static HashSet<Guid> First(IEnumerable<Guid> changeIds, ILookup<Guid, Guid> rivals)
    {
        var picked = new HashSet<Guid>();
        foreach (var id in changeIds)
        {
            if (!rivals[id].Any(picked.Contains))
            {
                picked.Add(id);
            }
        }

        return picked;
    }
}
