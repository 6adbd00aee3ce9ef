using SwipeReview.LlmRouter.Providers;
using SwipeReview.LlmRouter.Providers.LanguageModels;

namespace SwipeReview.LlmRouter.Tests.Providers.LanguageModels;

public sealed class ChunksTests
{
    [Fact]
    public void Blocks_share_a_chunk_while_they_fit() =>
        Assert.Equal([2, 1], Chunks.Of(Blocks("aaaa", "bbbb", "cccc"), 8).Select(chunk => chunk.Count));

    [Theory]
    [InlineData("One two three. Four five six. Seven eight nine. Ten eleven twelve.")]
    [InlineData("onlyonewordthatgoesonandonandonwithoutanyspaceatallforeverandever")]
    [InlineData("😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀")]
    public void A_long_block_is_cut_without_losing_or_splitting_a_character(string text)
    {
        var pieces = Chunks.Of(Blocks(text), 21).SelectMany(chunk => chunk).ToArray();

        Assert.Equal(text, string.Concat(pieces.Select(piece => piece.Text)));
        Assert.All(pieces, piece =>
        {
            Assert.InRange(piece.Text.Length, 1, 21);
            Assert.False(char.IsLowSurrogate(piece.Text[0]));
        });
    }

    [Fact]
    public void It_is_cut_after_a_sentence_where_there_is_one() =>
        Assert.Equal("One two three.", Chunks.Of(Blocks("One two three. Four five six."), 20).First()[0].Text);

    private static TextBlock[] Blocks(params string[] texts) => [.. texts.Select((text, index) => new TextBlock($"b{index}", "paragraph", text))];
}
