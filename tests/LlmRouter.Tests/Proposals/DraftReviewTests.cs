using SwipeReview.LlmRouter.Proposals;
using SwipeReview.LlmRouter.Providers;
using SwipeReview.LlmRouter.Tasks;

namespace SwipeReview.LlmRouter.Tests.Proposals;

public sealed class DraftReviewTests
{
    private const string Long = "It is a truth that everybody who has a good fortune must be in want of some advice about it.";

    [Fact]
    public void What_changes_nothing_is_dropped() =>
        AssertDropped(DropReason.NoChange, ProposalTask.Proofread, "All is well.", Draft("well", "well"));

    [Fact]
    public void A_quote_that_is_not_in_the_block_is_dropped() =>
        AssertDropped(DropReason.NotFound, ProposalTask.Proofread, "All is well.", Draft("wel ", "well"));

    [Theory]
    [InlineData("See https://example.com/teh/page now.", "teh", "the")]
    [InlineData("Write to jon@exmaple.com today.", "exmaple", "example")]
    [InlineData("Call `retrun x` there.", "retrun", "return")]
    [InlineData("Dear {{frist_name}}, hello.", "frist_name", "first_name")]
    [InlineData("You have {0} mesages left.", "{0} mesages", "messages")]
    [InlineData("A <b clas=\"x\">bold</b> move.", "clas", "class")]
    public void Addresses_code_and_placeholders_are_not_touched(string text, string quote, string replacement) =>
        AssertDropped(DropReason.Protected, ProposalTask.Proofread, text, Draft(quote, replacement));

    [Fact]
    public void Corrections_that_rewrite_a_passage_are_dropped() =>
        AssertDropped(DropReason.Rewrite, ProposalTask.Proofread, Long, Draft(Long, "Rich people, as everyone knows, always need counsel, whatever they say or do."));

    [Fact]
    public void A_task_that_may_rewrite_keeps_a_rewritten_passage() =>
        Assert.NotEmpty(Review(ProposalTask.PlainLanguage, Long, Draft(Long, "Rich people, as everyone knows, always need counsel.")).Accepted);

    [Fact]
    public void A_whole_passage_with_one_word_changed_becomes_that_word()
    {
        var item = Assert.Single(Review(ProposalTask.Proofread, Long, Draft(Long, Long.Replace("advice", "advise"))).Accepted);

        Assert.Equal(new Edit(Long.IndexOf("advice", StringComparison.Ordinal), "advice", "advise"), item.Edit);
    }

    [Fact]
    public void Where_two_overlap_a_person_may_choose()
    {
        var review = Review(ProposalTask.Proofread, "I should of gone.", Draft("of", "have", 0.9), Draft("should of", "should've", 0.4), Draft("should of", "ought to have", 0.6));

        Assert.Equal(["ought to have", "should've", "have"], review.Accepted.Select(item => item.Edit.Replacement));
        Assert.Empty(review.Total.Dropped);
    }

    [Fact]
    public void Of_two_that_make_the_same_change_the_surer_one_stays()
    {
        var review = Review(ProposalTask.Proofread, "I should of gone.", Draft("of", "have", 0.4), Draft("of", "have", 0.9));

        Assert.Equal(0.9, Assert.Single(review.Accepted).Draft.Confidence);
        Assert.Equal(1, review.Total.Dropped[DropReason.Repeated]);
    }

    [Fact]
    public void Where_one_answer_proposes_something_another_one_is_too_late()
    {
        var review = new DraftReview(ProposalTask.Proofread, [new TextBlock("b", "paragraph", "I should of gone.")]);
        var late = new Tally();
        review.Consider([Draft("of", "have", 0.4)], [new Passage(0, 0, 17)], new Tally());

        Assert.Empty(review.Consider([Draft("should of", "should've", 0.9)], [new Passage(0, 0, 17)], late));
        Assert.Equal(1, late.Dropped[DropReason.Overlap]);
    }

    [Theory]
    [InlineData("we\nll")]
    [InlineData("we\u0000ll")]
    public void Characters_that_no_paragraph_may_hold_are_dropped(string replacement) =>
        AssertDropped(DropReason.Unprintable, ProposalTask.Proofread, "All is well.", Draft("well", replacement));

    [Fact]
    public void Half_a_character_is_dropped() =>
        AssertDropped(DropReason.Unprintable, ProposalTask.Proofread, "All is well.", Draft("well", "we\uD800ll"));

    [Fact]
    public void Drafts_for_blocks_that_nobody_sent_are_dropped() =>
        AssertDropped(DropReason.NotFound, ProposalTask.Proofread, "All is well.", Draft("well", "good") with { Block = 7 });

    [Fact]
    public void The_same_change_from_another_provider_is_no_second_card()
    {
        var review = new DraftReview(ProposalTask.Proofread, [new TextBlock("b", "paragraph", "I recieve alot.")]);
        var (first, second) = (new Tally(), new Tally());
        review.Consider([Draft("recieve", "receive")], [new Passage(0, 0, 15)], first);
        var added = review.Consider([Draft("recieve", "receive", 0.9), Draft("alot", "a lot")], [new Passage(0, 0, 15)], second);

        Assert.Equal("a lot", Assert.Single(added).Edit.Replacement);
        Assert.Equal((1, 1), (second.Accepted, second.Dropped[DropReason.Repeated]));
        Assert.Equal(["receive", "a lot"], review.Accepted.Select(item => item.Edit.Replacement));
    }

    [Fact]
    public void A_quote_is_looked_for_in_what_the_model_was_given_and_located_in_the_block()
    {
        const string text = "The cat sat. The cat ran.";
        var review = new DraftReview(ProposalTask.Proofread, [new TextBlock("b", "paragraph", text)]);
        var item = Assert.Single(review.Consider([Draft("cat", "dog")], [new Passage(0, 13, text.Length)], new Tally()));

        Assert.Equal(new Edit(17, "cat", "dog"), item.Edit);
    }

    [Fact]
    public void A_short_quote_around_a_link_is_cut_down_to_the_word_that_changes()
    {
        var item = Assert.Single(Review(ProposalTask.Proofread, "Reed https://example.com/reed today.", Draft("Reed https://example.com/reed today", "Read https://example.com/reed today")).Accepted);

        Assert.Equal(new Edit(0, "Reed", "Read"), item.Edit);
    }

    [Theory]
    [InlineData("We sold 1,000 unit.", "1,000 unit", "1,000 units", true)]
    [InlineData("We sold 1,000 units.", "1,000", "1.000", false)]
    [InlineData("We sold 1,000 units.", ",", "", false)]
    [InlineData("At 12:30 we eat.", "12:30 we eat", "half past twelve we eat", false)]
    [InlineData("We sold two units.", "two", "2", false)]
    [InlineData("We sold 10% more.", "more", "extra", true)]
    public void Numbers_stay_when_told_so(string text, string quote, string replacement, bool fits)
    {
        var review = new DraftReview(ProposalTask.Instruct, [new TextBlock("b", "paragraph", text)], keepNumbers: true);
        review.Consider([Draft(quote, replacement)], [Passage.Whole(0, text)], new Tally());

        Assert.Equal(fits ? 1 : 0, review.Accepted.Count);
        Assert.Equal(fits ? 0 : 1, review.Total.Dropped.GetValueOrDefault(DropReason.Protected));
    }

    [Theory]
    [InlineData("Keep all the numbers, please", true)]
    [InlineData("more formal; don't touch figures", true)]
    [InlineData("Do not change any amounts", true)]
    [InlineData("Keep it short. Round the numbers", false)]
    [InlineData(null, false)]
    public void A_wish_may_say_that_numbers_stay(string? wish, bool says) => Assert.Equal(says, Protection.KeepsNumbers(wish));

    [Fact]
    public void A_rewritten_passage_is_one_proposal_and_no_heap_of_words()
    {
        var item = Assert.Single(Review(ProposalTask.PlainLanguage, Long, Draft(Long, "It is a fact: rich people need counsel about it.")).Accepted);

        Assert.Equal(("truth that everybody who has a good fortune must be in want of some advice", "fact: rich people need counsel"), (item.Edit.Original, item.Edit.Replacement));
    }

    [Fact]
    public void An_answer_that_mostly_quotes_what_is_not_there_fails_its_checks()
    {
        var (good, bad) = (new Tally(), new Tally());
        var review = new DraftReview(ProposalTask.Proofread, [new TextBlock("b", "paragraph", "All is well, and all are well.")]);
        review.Consider([Draft("All", "Everything"), Draft("nowhere", "x"), Draft("neither", "y")], [new Passage(0, 0, 30)], good);
        review.Consider([Draft("are", "is"), Draft("no", "x"), Draft("nor", "y"), Draft("none", "z")], [new Passage(0, 0, 30)], bad);

        Assert.Equal((false, true), (good.FailsChecks, bad.FailsChecks));
    }

    private static Draft Draft(string quote, string replacement, double confidence = 0.8) =>
        new(0, quote, replacement, "spelling", "p", confidence, "because");

    private static DraftReview Review(ProposalTask task, string text, params Draft[] drafts)
    {
        var review = new DraftReview(task, [new TextBlock("b", "paragraph", text)]);
        review.Consider(drafts, [Passage.Whole(0, text)], new Tally());
        return review;
    }

    private static void AssertDropped(DropReason reason, ProposalTask task, string text, Draft draft)
    {
        var review = Review(task, text, draft);

        Assert.Empty(review.Accepted);
        Assert.Equal(1, review.Total.Dropped[reason]);
    }
}
