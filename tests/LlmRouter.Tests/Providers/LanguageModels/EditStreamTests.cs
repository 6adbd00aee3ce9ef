using SwipeReview.LlmRouter.Providers;
using SwipeReview.LlmRouter.Providers.LanguageModels;

namespace SwipeReview.LlmRouter.Tests.Providers.LanguageModels;

public sealed class EditStreamTests
{
    private const string Two = """{"edits":[{"block":0,"quote":"a{","replacement":"b\"]}"},{"block":1,"quote":"c","replacement":"d"}]}""";

    [Fact]
    public void Each_edit_is_there_as_soon_as_it_is_written()
    {
        var stream = new EditStream();
        var end = Two.IndexOf(",{", StringComparison.Ordinal);

        Assert.Equal(("a{", "b\"]}"), Words(Assert.Single(stream.Read(Two[..end]))));
        Assert.False(stream.IsComplete);
        Assert.Equal(("c", "d"), Words(Assert.Single(stream.Read(Two[end..]))));
        Assert.True(stream.IsComplete);
    }

    [Fact]
    public void However_it_is_cut_into_bits_the_edits_are_the_same()
    {
        for (var size = 1; size < Two.Length; size++)
        {
            var stream = new EditStream();
            Assert.Equal(["b\"]}", "d"], Two.Chunk(size).SelectMany(bit => stream.Read(new string(bit))).Select(draft => draft.Replacement));
        }
    }

    [Theory]
    [InlineData("""{"edits":[{"block":0,"quote":"a","replacement":"b"}]}""")]
    [InlineData("Sure! Here it is:\n```json\n{\"edits\":[{\"block\":0,\"quote\":\"a\",\"replacement\":\"b\"}]}\n```\nAnything else? {\"edits\":[{\"block\":1}]}")]
    [InlineData("<think>The form is {block, quote} and [a list].</think>{\"edits\":[{\"block\":0,\"quote\":\"a\",\"replacement\":\"b\"}]}")]
    [InlineData("""{"note":{"edits":[{"x":1}]},"edits":[{"block":0,"quote":"a","replacement":"b"}]}""")]
    public void What_stands_around_the_json_is_no_harm(string text)
    {
        var stream = new EditStream();

        Assert.Equal("b", Assert.Single(stream.Read(text)).Replacement);
        Assert.Equal((true, 0), (stream.IsComplete, stream.Malformed));
    }

    [Theory]
    [InlineData("")]
    [InlineData("I found no mistakes.")]
    [InlineData("""{"edits":[{"block":0,"quo""")]
    [InlineData("""{"changes":[]}""")]
    [InlineData("""{"edits":"none"}""")]
    public void What_is_no_answer_never_completes(string text)
    {
        var stream = new EditStream();

        Assert.Empty(stream.Read(text));
        Assert.False(stream.IsComplete);
    }

    [Theory]
    [InlineData("""{"quote":"a","replacement":"b"}""")]
    [InlineData("""{"block":0,"replacement":"b"}""")]
    [InlineData("""{"block":0,"quote":"","replacement":"b"}""")]
    [InlineData("""{"block":0,"quote":"a"}""")]
    [InlineData("""{"block":"zero","quote":"a","replacement":"b"}""")]
    [InlineData("""{"block":0,,"quote":"a","replacement":"b"}""")]
    public void An_edit_without_place_or_words_is_left_out_and_counted(string edit)
    {
        var stream = new EditStream();

        Assert.Empty(stream.Read($$"""{"edits":[{{edit}}]}"""));
        Assert.Equal((true, 1), (stream.IsComplete, stream.Malformed));
    }

    [Fact]
    public void A_certainty_that_it_makes_up_counts_as_low() =>
        Assert.Equal(0.5, Assert.Single(new EditStream().Read("""{"edits":[{"block":0,"quote":"a","replacement":"b","confidence":"absolute"}]}""")).Confidence);

    private static (string Quote, string Replacement) Words(Draft draft) => (draft.Quote, draft.Replacement);
}
