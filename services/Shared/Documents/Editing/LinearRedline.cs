namespace SwipeReview.Documents.Editing;

/// <summary>What is written around deleted and inserted text.</summary>
internal sealed record RedlineMarks(byte[] DeleteOpen, byte[] DeleteClose, byte[] InsertOpen, byte[] InsertClose);

/// <summary>Tracked changes for formats whose text lies in the bytes without a frame around it. No original byte goes.</summary>
internal static class LinearRedline
{
    /// <param name="hiddenOf">Bytes that a clean write removes with a piece though they hold none of its text.</param>
    public static void Add(
        ReadOnlySpan<byte> part, SourceBlock block, IReadOnlyList<Piece> pieces, Func<Piece, RedlineMarks> marksOf, LinearCut.Spell spell,
        List<Splice> splices, Func<Piece, IEnumerable<(int Start, int End)>>? hiddenOf = null)
    {
        foreach (var piece in pieces)
        {
            // What a clean write cuts out is what is marked here; the new text follows the first of it.
            var cut = new List<Splice>();
            LinearCut.Add(part, block, [piece], (_, _, _) => [], cut);
            var marks = marksOf(piece);
            var ranges = cut.Select(c => (c.Start, c.End)).Concat(hiddenOf?.Invoke(piece) ?? []).OrderBy(r => r.Start).ThenBy(r => r.End);
            var isInserted = piece.Replacement.Length == 0;
            foreach (var (start, end) in ranges)
            {
                if (start < end)
                {
                    splices.Add(new(start, 0, marks.DeleteOpen, piece.Edit));
                    splices.Add(new(end, 0, marks.DeleteClose, piece.Edit));
                }

                if (start == cut[0].Start && !isInserted)
                {
                    isInserted = true;
                    splices.Add(new(end, 0, (byte[])[.. marks.InsertOpen, .. spell(piece.Replacement, block, piece), .. marks.InsertClose], piece.Edit));
                }
            }
        }
    }
}
