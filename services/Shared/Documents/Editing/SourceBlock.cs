namespace SwipeReview.Documents.Editing;

/// <summary>A block with its source map: where in which part each piece of its text is written.</summary>
internal class SourceBlock(Block block, int part, Segment[] segments)
{
    public Block Block { get; } = block;

    /// <summary>The container's part that holds all bytes of this block.</summary>
    public int Part { get; } = part;

    public Segment[] Segments { get; } = segments;

    /// <summary>The segment that holds the code unit at <paramref name="offset"/>, or one past the last.</summary>
    public int SegmentAt(int offset)
    {
        int low = 0, high = Segments.Length;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (Segments[middle].TextEnd <= offset)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }
}
