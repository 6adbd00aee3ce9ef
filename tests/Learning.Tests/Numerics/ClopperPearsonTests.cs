namespace SwipeReview.Learning.Tests.Numerics;

public sealed class ClopperPearsonTests
{
    // R's own example, help(binom.test), after Conover (1971): 682 of 925. And the textbooks' 10 of 100.
    [Theory]
    [InlineData(682, 925, 0.7076683, 0.7654066)]
    [InlineData(10, 100, 0.0490047, 0.1762226)]
    [InlineData(0, 20, 0, 0.1684335)]
    public void Two_bounds_are_the_published_interval(int errors, int trials, double low, double high)
    {
        Assert.Equal(low, ClopperPearson.Lower(errors, trials, 0.975), 1e-7);
        Assert.Equal(high, ClopperPearson.Upper(errors, trials, 0.975), 1e-7);
    }

    [Theory]
    [InlineData(59, 0.05)]
    [InlineData(149, 0.02)]
    public void A_clean_record_of_59_shows_5_percent_and_of_149_shows_2_percent_and_one_less_does_not(int trials, double share)
    {
        Assert.InRange(ClopperPearson.Upper(0, trials), 0, share);
        Assert.InRange(ClopperPearson.Upper(0, trials - 1), share, 1);
    }

    [Fact]
    public void Nothing_seen_bounds_nothing()
    {
        Assert.Equal(1, ClopperPearson.Upper(0, 0));
        Assert.Equal(0, ClopperPearson.Lower(0, 0));
        Assert.Equal(1, ClopperPearson.Upper(3, 3));
    }
}
