using SwipeReview.LlmRouter.Proposals;

namespace SwipeReview.LlmRouter.Tests.Proposals;

public sealed class MinimalEditsTests
{
    private const string Passage = "The quick brown fox jump over the lazy dog and than it sleeps.";

    [Fact]
    public void A_passage_with_two_words_changed_becomes_two_edits()
    {
        var edits = MinimalEdits.Split(new Edit(10, Passage, "The quick brown fox jumps over the lazy dog and then it sleeps."));

        Assert.Equal([new Edit(30, "jump", "jumps"), new Edit(57, "than", "then")], edits);
    }

    [Fact]
    public void A_short_quote_stays_whole_because_its_words_belong_together() =>
        Assert.Equal([new Edit(0, "should of", "should have")], MinimalEdits.Split(new Edit(0, "should of", "should have")));

    [Fact]
    public void Changes_side_by_side_are_one_edit() =>
        Assert.Equal(
            [new Edit(4, "quick brown", "slow red")],
            MinimalEdits.Split(new Edit(0, Passage, Passage.Replace("quick brown", "slow red"))));

    [Fact]
    public void A_word_left_out_is_an_edit_that_removes_it() =>
        Assert.Equal([new Edit(34, "lazy ", "")], Applied(Passage, Passage.Replace("lazy ", "")));

    [Fact]
    public void An_added_word_is_an_edit_that_inserts_it() =>
        Assert.Equal([new Edit(34, "", "very ")], Applied(Passage, Passage.Replace("lazy", "very lazy")));

    [Fact]
    public void An_equal_passage_has_no_edits() => Assert.Empty(MinimalEdits.Split(new Edit(0, Passage, Passage)));

    [Fact]
    public void Applying_the_edits_gives_the_replacement_for_any_shuffle_of_words()
    {
        var random = new Random(7);
        var words = Passage.Split(' ');
        for (var round = 0; round < 200; round++)
        {
            var target = string.Join(' ', words.Where(_ => random.Next(5) > 0).Select(word => random.Next(4) == 0 ? word + "x" : word));
            Applied(Passage, target);
        }
    }

    [Fact]
    public void Half_a_character_is_never_an_edit() =>
        Assert.Equal(
            [new Edit(43, "😀", "😁")],
            MinimalEdits.Split(new Edit(0, Passage.Replace("and than", "😀 then"), Passage.Replace("and than", "😁 then"))));

    private static IReadOnlyList<Edit> Applied(string original, string replacement)
    {
        var edits = MinimalEdits.Split(new Edit(0, original, replacement));
        var text = original;
        foreach (var edit in edits.Reverse())
        {
            Assert.Equal(edit.Original, original.Substring(edit.Start, edit.Original.Length));
            text = text.Remove(edit.Start, edit.Original.Length).Insert(edit.Start, edit.Replacement);
        }

        Assert.Equal(replacement, text);
        return edits;
    }
}
