using SwipeReview.LlmRouter.Providers.LanguageModels;

namespace SwipeReview.LlmRouter.Tests.Providers.LanguageModels;

public sealed class TokenCountTests
{
    /// <summary>Counts that OpenAI publishes for cl100k_base and o200k_base.</summary>
    [Theory]
    [InlineData("antidisestablishmentarianism", 6)]
    [InlineData("2 + 2 = 4", 7)]
    [InlineData("お誕生日おめでとう", 9)]
    [InlineData("Hello, world!", 4)]
    [InlineData("The quick brown fox jumps over the lazy dog.", 10)]
    public void Known_texts_count_as_they_do_at_the_vendor(string text, int tokens) =>
        Assert.InRange(TokenCount.Of(text, "gpt-4o-mini"), tokens, tokens * 1.25);

    [Theory]
    [InlineData("tiktoken is great!", 6)]
    [InlineData("You miss 100% of the shots you don't take", 11)]
    public void Odd_words_are_off_by_a_third_at_most(string text, int tokens) =>
        Assert.InRange(TokenCount.Of(text, "gpt-4o-mini"), tokens * 0.66, tokens * 1.34);

    [Fact]
    public void Other_families_need_more() =>
        Assert.True(TokenCount.Of(new string('字', 100), "claude-x") > TokenCount.Of(new string('字', 100), "gpt-4o"));

    [Theory]
    [InlineData("")]
    [InlineData("\uD83D")]
    [InlineData("😀😀")]
    [InlineData("\n\n\n")]
    public void Any_text_has_a_count(string text) => Assert.InRange(TokenCount.Of(text, "x"), 0, 8);
}
