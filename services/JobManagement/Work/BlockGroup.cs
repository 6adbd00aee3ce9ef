using SwipeReview.Documents;

namespace SwipeReview.JobManagement.Work;

/// <summary>Neighbouring blocks that go to the models in one request. <paramref name="End"/> is the checkpoint after it.</summary>
internal sealed record BlockGroup(int Start, int End, IReadOnlyList<Block> Blocks)
{
    /// <summary>Characters.</summary>
    public long Text => Blocks.Sum(block => (long)block.Text.Length);

    /// <summary>Those with something to read in them.</summary>
    public IEnumerable<Block> Written => Blocks.Where(block => !string.IsNullOrWhiteSpace(block.Text));

    /// <summary>The same blocks from the same place on make the same groups: a repeat asks the same questions.</summary>
    public static IEnumerable<BlockGroup> Split(IReadOnlyList<Block> blocks, int from, WorkOptions options)
    {
        for (var start = from; start < blocks.Count;)
        {
            var most = start == 0 ? options.FirstGroup : options.Group;
            var end = start + 1;
            for (long text = blocks[start].Text.Length; end < blocks.Count && text + blocks[end].Text.Length <= most && end - start < MostBlocks; end++)
            {
                text += blocks[end].Text.Length;
            }

            yield return new BlockGroup(start, end, [.. blocks.Skip(start).Take(end - start)]);
            start = end;
        }
    }

    private const int MostBlocks = 400;
}
