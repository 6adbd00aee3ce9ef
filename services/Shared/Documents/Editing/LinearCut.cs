namespace SwipeReview.Documents.Editing;

/// <summary>Splices for formats whose text lies in the bytes without a frame around it: text, Markdown, HTML.</summary>
internal static class LinearCut
{
    /// <summary>Writes a replacement as the format and the place need it.</summary>
    public delegate byte[] Spell(string replacement, SourceBlock block, Piece piece);

    /// <summary>The replacement stands where the first touched segment was; what other segments held of the span goes.</summary>
    public static void Add(ReadOnlySpan<byte> part, SourceBlock block, IReadOnlyList<Piece> pieces, Spell spell, List<Splice> splices)
    {
        foreach (var piece in pieces)
        {
            ReadOnlyMemory<byte> bytes = spell(piece.Replacement, block, piece);
            if (piece.Start == piece.End)
            {
                splices.Add(new(InsertionPoint(part, block, piece), 0, bytes, piece.Edit));
                continue;
            }

            var mine = splices.Count;
            for (var i = block.SegmentAt(piece.Start); i < block.Segments.Length && block.Segments[i].TextStart < piece.End; i++)
            {
                var segment = block.Segments[i];
                var start = segment.ByteAt(Math.Max(piece.Start, segment.TextStart), part);
                var end = segment.ByteAt(Math.Min(piece.End, segment.TextEnd), part);
                if (splices.Count > mine && splices[^1].End == start)
                    splices[^1] = splices[^1] with { Length = end - splices[^1].Start };
                else
                    splices.Add(new(start, end - start, splices.Count == mine ? bytes : default, piece.Edit));
            }
        }
    }

    /// <summary>
    /// Where an insertion goes: to the side that it leans to, but never into something closed. -1 when both sides are.
    /// </summary>
    public static int InsertionPoint(ReadOnlySpan<byte> part, SourceBlock block, Piece piece)
    {
        var right = block.SegmentAt(piece.Start);
        var left = right < block.Segments.Length && block.Segments[right].TextStart < piece.Start ? right : right - 1;
        var (first, second) = piece.Lean == Lean.Left ? (left, right) : (right, left);
        var chosen = IsOpen(block, first) ? first : IsOpen(block, second) ? second : -1;
        return chosen < 0 ? -1 : block.Segments[chosen].ByteAt(piece.Start, part);
    }

    static bool IsOpen(SourceBlock block, int segment) =>
        segment >= 0 && segment < block.Segments.Length && block.Segments[segment].Owner != Segment.Closed;
}
