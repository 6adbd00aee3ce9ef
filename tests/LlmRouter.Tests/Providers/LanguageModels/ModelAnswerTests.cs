using SwipeReview.LlmRouter.Providers;
using SwipeReview.LlmRouter.Providers.LanguageModels;

namespace SwipeReview.LlmRouter.Tests.Providers.LanguageModels;

public sealed class ModelAnswerTests
{
    [Theory]
    [InlineData("""{"edits":[{"block":0,"quote":"a","replacement":"b"}]}""")]
    [InlineData("Sure! Here it is:\n```json\n{\"edits\":[{\"block\":0,\"quote\":\"a\",\"replacement\":\"b\"}]}\n```\nAnything else?")]
    public void Words_and_fences_around_the_json_are_no_harm(string text) =>
        Assert.Equal("b", Assert.Single(ModelAnswer.Read(text)).Replacement);

    [Theory]
    [InlineData("")]
    [InlineData("I found no mistakes.")]
    [InlineData("""{"edits":[{"block":0,"quo""")]
    [InlineData("""{"changes":[]}""")]
    [InlineData("""{"edits":"none"}""")]
    public void What_is_no_answer_is_a_failure(string text) =>
        Assert.Throws<ProviderException>(() => ModelAnswer.Read(text).ToList());

    [Theory]
    [InlineData("""{"quote":"a","replacement":"b"}""")]
    [InlineData("""{"block":0,"replacement":"b"}""")]
    [InlineData("""{"block":0,"quote":"","replacement":"b"}""")]
    [InlineData("""{"block":0,"quote":"a"}""")]
    public void An_edit_without_place_or_words_is_left_out(string edit) =>
        Assert.Empty(ModelAnswer.Read($$"""{"edits":[{{edit}}]}"""));

    [Fact]
    public void A_certainty_that_it_makes_up_counts_as_low() =>
        Assert.Equal(0.5, Assert.Single(ModelAnswer.Read("""{"edits":[{"block":0,"quote":"a","replacement":"b","confidence":"absolute"}]}""")).Confidence);
}
