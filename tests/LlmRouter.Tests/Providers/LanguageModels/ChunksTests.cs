using SwipeReview.LlmRouter.Proposals;
using SwipeReview.LlmRouter.Providers;
using SwipeReview.LlmRouter.Providers.LanguageModels;

namespace SwipeReview.LlmRouter.Tests.Providers.LanguageModels;

public sealed class ChunksTests
{
    [Fact]
    public void Blocks_share_a_chunk_while_they_fit() =>
        Assert.Equal([2, 1], Cut(34, 0, "aaaa aa", "bbbb bb", "cccc cc").Select(chunk => chunk.Passages.Count));

    [Theory]
    [InlineData("One two three. Four five six. Seven eight nine. Ten eleven twelve.")]
    [InlineData("onlyonewordthatgoesonandonandonwithoutanyspaceatallforeverandever")]
    [InlineData("😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀")]
    [InlineData("一二三四五六七八九十。一二三四五六七八九十。一二三四五六七八九十。")]
    public void A_long_block_is_cut_without_losing_or_splitting_a_character(string text)
    {
        var pieces = Cut(18, 0, text).SelectMany(chunk => chunk.Passages).ToArray();

        Assert.True(pieces.Length > 1);
        Assert.Equal(text, string.Concat(pieces.Select(piece => piece.In(text))));
        Assert.All(pieces, piece =>
        {
            Assert.InRange(TokenCount.Of(piece.In(text), "gpt"), 1, 8);
            Assert.False(char.IsLowSurrogate(piece.In(text)[0]));
        });
    }

    [Fact]
    public void It_is_cut_after_a_sentence_where_there_is_one()
    {
        const string text = "One two three. Four five six.";
        Assert.Equal(["One two three.", " Four five six."], Cut(15, 0, text).Select(chunk => chunk.Passages[0].In(text)));
    }

    [Fact]
    public void Each_chunk_knows_what_stands_around_it()
    {
        var chunks = Cut(16, 3, "First one here. Then one there.", "Next block of words.");

        Assert.Equal(["before it all", "one here.", "one there."], chunks.Select(chunk => chunk.Before));
        Assert.Equal(["Then one", "Next block of", "after it all"], chunks.Select(chunk => chunk.After));
    }

    [Fact]
    public void A_very_long_block_is_cut_in_no_time()
    {
        var text = string.Concat(Enumerable.Repeat("All work and no play makes a long day. ", 25_000));
        var pieces = Cut(1_500, 50, text).SelectMany(chunk => chunk.Passages).ToArray();

        Assert.Equal(text.Length, pieces.Sum(piece => piece.End - piece.Start));
        Assert.All(pieces, piece => Assert.InRange(TokenCount.Of(piece.In(text), "gpt"), 1, 1_500));
    }

    private static List<Chunk> Cut(int tokens, int context, params string[] texts)
    {
        var blocks = texts.Select((text, index) => new TextBlock($"b{index}", "paragraph", text)).ToArray();
        return [.. new Chunks(blocks, new DocumentContext(Before: "long before it all", After: "after it all is over"), tokens, context, text => TokenCount.Of(text, "gpt"))
            .Of([.. texts.Select((text, index) => Passage.Whole(index, text))])];
    }
}
