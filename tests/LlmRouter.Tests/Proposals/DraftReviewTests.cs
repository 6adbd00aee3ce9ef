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
        Assert.Equal(0, review.DroppedTotal);
    }

    [Fact]
    public void Of_two_that_make_the_same_change_the_surer_one_stays()
    {
        var review = Review(ProposalTask.Proofread, "I should of gone.", Draft("of", "have", 0.4), Draft("of", "have", 0.9));

        Assert.Equal(0.9, Assert.Single(review.Accepted).Draft.Confidence);
        Assert.Equal(1, review.Dropped[DropReason.Repeated]);
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
    public void Drafts_for_blocks_that_nobody_sent_are_ignored() =>
        Assert.Empty(Review(ProposalTask.Proofread, "All is well.", Draft("well", "good") with { Block = 7 }).Accepted);

    private static Draft Draft(string quote, string replacement, double confidence = 0.8) =>
        new(0, quote, replacement, "spelling", "p", confidence, "because");

    private static DraftReview Review(ProposalTask task, string text, params Draft[] drafts) =>
        DraftReview.Of(task, [new TextBlock("b", "paragraph", text)], drafts);

    private static void AssertDropped(DropReason reason, ProposalTask task, string text, Draft draft)
    {
        var review = Review(task, text, draft);

        Assert.Empty(review.Accepted);
        Assert.Equal(1, review.Dropped[reason]);
    }
}
