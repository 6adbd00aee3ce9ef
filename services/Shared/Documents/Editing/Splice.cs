namespace SwipeReview.Documents.Editing;

/// <summary>Replace <paramref name="Length"/> bytes at <paramref name="Start"/> of a part by <paramref name="Bytes"/>.</summary>
/// <param name="Edits">The edits that it is done for, by their index in the set that was asked for.</param>
internal readonly record struct Splice(int Start, int Length, ReadOnlyMemory<byte> Bytes, params IReadOnlyList<int> Edits)
{
    public int End => Start + Length;
}

/// <summary>The splices of one part, cut into its bytes on the way out.</summary>
internal static class Splices
{
    /// <summary>
    /// Sorts by position, keeps the given order at the same place, and proves that no splice touches another's bytes.
    /// Formats promise that; a broken promise must never reach a file.
    /// </summary>
    public static List<Splice> InOrder(IEnumerable<Splice> splices)
    {
        var sorted = splices.OrderBy(s => s.Start).ThenBy(s => s.Length > 0).ToList();
        for (var i = 1; i < sorted.Count; i++)
        {
            if (sorted[i].Start < sorted[i - 1].End)
                throw new InvalidOperationException($"Splices overlap at byte {sorted[i].Start}.");
        }

        return sorted;
    }

    public static long LengthAfter(long length, List<Splice> splices) =>
        length + splices.Sum(s => (long)s.Bytes.Length - s.Length);

    /// <summary>Streams <paramref name="original"/> with <paramref name="splices"/> (in order) cut in.</summary>
    public static void Write(ReadOnlySpan<byte> original, List<Splice> splices, Stream output)
    {
        var at = 0;
        foreach (var splice in splices)
        {
            output.Write(original[at..splice.Start]);
            output.Write(splice.Bytes.Span);
            at = splice.End;
        }

        output.Write(original[at..]);
    }
}
