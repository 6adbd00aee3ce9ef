using SwipeReview.LlmRouter.Proposals;

namespace SwipeReview.LlmRouter.Tests.Proposals;

public sealed class QuoteLocatorTests
{
    [Fact]
    public void A_unique_quote_is_found_whatever_the_hint_says() =>
        Assert.Equal(4, QuoteLocator.Locate("The cat sat.", "cat", hint: 9));

    [Fact]
    public void Offsets_are_utf16_code_units() =>
        Assert.Equal(3, QuoteLocator.Locate("😀 teh end", "teh"));

    [Theory]
    [InlineData(0, 0)]
    [InlineData(3, 0)]
    [InlineData(13, 16)]
    [InlineData(16, 16)]
    public void Of_several_places_the_nearest_to_the_hint_is_meant(int hint, int expected) =>
        Assert.Equal(expected, QuoteLocator.Locate("the dog and all the cats", "the", hint));

    [Fact]
    public void Two_places_equally_far_are_no_place() =>
        Assert.Null(QuoteLocator.Locate("so it so", "so", hint: 3));

    [Fact]
    public void Of_several_places_the_one_with_the_quoted_neighbours_is_meant() =>
        Assert.Equal(20, QuoteLocator.Locate("I saw the dog, then the cat.", "the", before: "then", after: "cat"));

    [Fact]
    public void Several_places_with_nothing_to_tell_them_apart_are_no_place() =>
        Assert.Null(QuoteLocator.Locate("the dog and the cat", "the"));

    [Fact]
    public void A_word_inside_a_longer_word_is_not_meant() =>
        Assert.Equal(7, QuoteLocator.Locate("banana a day", "a"));

    [Fact]
    public void Straightened_quotation_marks_and_spaces_still_match() =>
        Assert.Equal(3, QuoteLocator.Locate("So “it’s\u00A0late” now", "\"it's late\""));

    [Fact]
    public void Words_that_are_not_there_are_not_found() =>
        Assert.Null(QuoteLocator.Locate("The cat sat.", "dog", hint: 4));

    [Theory]
    [InlineData(null, null)]
    [InlineData(5, 5)]
    [InlineData(99, null)]
    public void An_insertion_needs_a_place_in_the_text(int? hint, int? expected) =>
        Assert.Equal(expected, QuoteLocator.Locate("The cat sat.", "", hint));
}
