namespace SwipeReview.Learning.Tests.Memory;

public sealed class ConcentrationTests
{
    [Fact]
    public void Without_decisions_it_is_the_pools() => Assert.Equal(0.7, Concentration.Fit([], 0.7));

    [Theory]
    [InlineData(0.2)]
    [InlineData(1)]
    [InlineData(8)]
    public void With_many_it_is_what_the_decisions_were_drawn_with(double truth)
    {
        var random = new Random(11);
        var groups = Enumerable.Range(0, 600).Select(_ => Urn(random, mean: 0.7, truth, decisions: 10));

        Assert.InRange(Concentration.Fit(groups, 0.5), truth / 1.4, truth * 1.4);
    }

    [Fact]
    public void Few_move_it_a_little()
    {
        FitGroup[] mixed = [new(3, 3, 0.6), new(4, 2, 0.6)];

        Assert.InRange(Concentration.Fit(mixed, 0.5), 0.55, 4);
    }

    // Pólya's urn draws from a beta-binomial distribution.
    private static FitGroup Urn(Random random, double mean, double concentration, int decisions)
    {
        var accepted = 0;
        for (var decision = 0; decision < decisions; decision++)
        {
            accepted += random.NextDouble() < ((mean * concentration) + accepted) / (concentration + decision) ? 1 : 0;
        }

        return new FitGroup(accepted, decisions - accepted, mean);
    }
}
