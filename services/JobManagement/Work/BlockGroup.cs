using SwipeReview.Documents;

namespace SwipeReview.JobManagement.Work;

/// <summary>What helps a model to understand a group and is not to be edited.</summary>
/// <param name="Title">The document's first heading.</param>
internal sealed record Surroundings(string? Title, string? Before, string? After);

/// <summary>Neighbouring blocks that go to the models in one request. <paramref name="End"/> is the checkpoint after it.</summary>
internal sealed record BlockGroup(int Start, int End, IReadOnlyList<Block> Blocks, Surroundings Around)
{
    private const int MostBlocks = 400;
    private const int LongestNeighbour = 1_000;
    private const int LongestTitle = 200;

    /// <summary>Characters.</summary>
    public long Text => Blocks.Sum(block => (long)block.Text.Length);

    /// <summary>Those with something to read in them.</summary>
    public IEnumerable<Block> Written => Blocks.Where(block => !string.IsNullOrWhiteSpace(block.Text));

    /// <summary>The same blocks from the same place on make the same groups: a repeat asks the same questions.</summary>
    public static IEnumerable<BlockGroup> Split(IReadOnlyList<Block> blocks, int from, WorkOptions options)
    {
        var title = Part(blocks.FirstOrDefault(block => block.Kind == BlockKind.Heading), text => text.Length <= LongestTitle ? text : null);
        for (var start = from; start < blocks.Count;)
        {
            var most = start == 0 ? options.FirstGroup : options.Group;
            var end = start + 1;
            for (long text = blocks[start].Text.Length; end < blocks.Count && text + blocks[end].Text.Length <= most && end - start < MostBlocks; end++)
            {
                text += blocks[end].Text.Length;
            }

            var around = new Surroundings(
                title,
                Part(start > 0 ? blocks[start - 1] : null, text => text[^Math.Min(text.Length, LongestNeighbour)..]),
                Part(end < blocks.Count ? blocks[end] : null, text => text[..Math.Min(text.Length, LongestNeighbour)]));
            yield return new BlockGroup(start, end, [.. blocks.Skip(start).Take(end - start)], around);
            start = end;
        }
    }

    /// <summary>All from a place on.</summary>
    public static BlockGroup Rest(IReadOnlyList<Block> blocks, int from) => new(from, blocks.Count, [.. blocks.Skip(from)], new Surroundings(null, null, null));

    private static string? Part(Block? block, Func<string, string?> part) => string.IsNullOrWhiteSpace(block?.Text) ? null : part(block.Text);
}
