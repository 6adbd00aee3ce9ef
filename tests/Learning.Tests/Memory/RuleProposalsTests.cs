namespace SwipeReview.Learning.Tests.Memory;

public sealed class RuleProposalsTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(0, 8, true)]
    [InlineData(0, 7, false)] // too few
    [InlineData(3, 9, false)] // not settled
    [InlineData(8, 0, false)] // settled, to be accepted
    public void What_is_always_rejected_is_proposed_as_a_rule(int accepted, int rejected, bool isDue)
    {
        var memory = new PersonMemory(Now, []);
        var key = new PatternKey("style", "utilise>use");
        for (var decision = 0; decision < accepted + rejected; decision++)
        {
            memory.Learn(key, "prose", decision < accepted, Now);
        }

        Assert.Equal(isDue, RuleProposals.IsDue(memory.Of(key, "prose")));
    }
}
