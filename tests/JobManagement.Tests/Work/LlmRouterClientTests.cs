using SwipeReview.JobManagement.Work;

namespace SwipeReview.JobManagement.Tests.Work;

public sealed class LlmRouterClientTests
{
    [Theory]
    [InlineData(null, "proofread", null)]
    [InlineData("Proofread", "proofread", null)]
    [InlineData("tighten", "tighten", null)]
    [InlineData("Plain language", "plain-language", null)]
    [InlineData("translate-check.", "translate-check", null)]
    [InlineData("Tone", "tone", null)]
    [InlineData("Tone: more formal, as to a judge", "tone", "more formal, as to a judge")]
    [InlineData("tighten: to half its length", "tighten", "to half its length")]
    [InlineData("instruct: use metric units", "instruct", "use metric units")]
    [InlineData("Instruct", "instruct", "Instruct")]
    [InlineData("Make the tone friendlier", "instruct", "Make the tone friendlier")]
    [InlineData("For lawyers: keep Latin terms", "instruct", "For lawyers: keep Latin terms")]
    public void A_person_names_a_task_or_says_it_in_own_words(string? instructions, string task, string? wish) =>
        Assert.Equal((task, wish), LlmRouterClient.Task(instructions));
}
