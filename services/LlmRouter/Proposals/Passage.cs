namespace SwipeReview.LlmRouter.Proposals;

/// <summary>A part of a block, or all of it. Offsets are UTF-16 code units of the block's text.</summary>
/// <param name="Block">Index of the block in the request.</param>
internal readonly record struct Passage(int Block, int Start, int End)
{
    public static Passage Whole(int block, string text) => new(block, 0, text.Length);

    public string In(string text) => text[Start..End];
}
