namespace SwipeReview.Learning.Tests.Numerics;

public sealed class HypergeometricTests
{
    // Fisher's lady tasting tea (The Design of Experiments, 1935): 4 of 8 cups had the milk in first.
    [Theory]
    [InlineData(4, 1 / 70.0)]
    [InlineData(3, 17 / 70.0)]
    [InlineData(0, 1)]
    public void AtLeast_is_as_published(int right, double chance) =>
        Assert.Equal(chance, Hypergeometric.AtLeast(right, sample: 4, errors: 4, batch: 8), 1e-12);

    [Fact]
    public void Bounds_are_the_errors_that_the_sample_does_not_refute()
    {
        for (var seen = 0; seen <= 5; seen++)
        {
            var upper = Hypergeometric.Upper(seen, 5, 40);
            Assert.True(1 - Hypergeometric.AtLeast(seen + 1, 5, upper, 40) > 0.05);
            Assert.True(upper == 40 - (5 - seen) || 1 - Hypergeometric.AtLeast(seen + 1, 5, upper + 1, 40) <= 0.05);
            Assert.InRange(Hypergeometric.Lower(seen, 5, 40), 0, upper);
        }
    }

    [Fact]
    public void All_seen_leaves_no_doubt()
    {
        Assert.Equal(3, Hypergeometric.Upper(3, 20, 20));
        Assert.Equal(3, Hypergeometric.Lower(3, 20, 20));
    }
}
