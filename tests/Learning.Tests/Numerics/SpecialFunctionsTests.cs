using SwipeReview.Learning.Numerics;

namespace SwipeReview.Learning.Tests.Numerics;

public sealed class SpecialFunctionsTests
{
    [Theory]
    [InlineData(0.5, 0.57236494292470009)] // ln √π
    [InlineData(1, 0)]
    [InlineData(5, 3.17805383034794562)] // ln 24
    [InlineData(0.1, 2.25271265173420596)]
    [InlineData(100, 359.13420536957539878)] // as in Abramowitz and Stegun, table 6.4
    [InlineData(1e6, 12815504.56914761166)]
    public void LogGamma_is_as_published(double x, double expected) =>
        Assert.Equal(expected, SpecialFunctions.LogGamma(x), 1e-12 * Math.Max(1, Math.Abs(expected)));

    // Student's t has the two tails I_{ν/(ν+t²)}(ν/2, ½): the 5 % and 1 % points that every table of it prints.
    [Theory]
    [InlineData(1, 12.7062047362, 0.05)]
    [InlineData(10, 2.2281388520, 0.05)]
    [InlineData(30, 2.0422724563, 0.05)]
    [InlineData(5, 4.0321429836, 0.01)]
    [InlineData(120, 2.6174211485, 0.01)]
    public void RegularizedBeta_gives_the_published_points_of_t(double degrees, double t, double tails) =>
        Assert.Equal(tails, SpecialFunctions.RegularizedBeta(degrees / (degrees + (t * t)), degrees / 2, 0.5), 1e-9);

    [Theory]
    [InlineData(0.3, 1, 7)]
    [InlineData(0.001, 1, 400)]
    [InlineData(0.9, 1, 0.2)]
    public void RegularizedBeta_has_a_closed_form_where_a_is_1(double x, double a, double b) =>
        Assert.Equal(1 - Math.Pow(1 - x, b), SpecialFunctions.RegularizedBeta(x, a, b), 1e-13);

    [Fact]
    public void RegularizedBeta_is_the_tail_of_the_binomial_distribution()
    {
        for (var errors = 0; errors <= 12; errors++)
        {
            var tail = Enumerable.Range(errors, 13 - errors).Sum(k => Choose(12, k) * Math.Pow(0.37, k) * Math.Pow(0.63, 12 - k));
            Assert.Equal(errors == 0 ? 1 : SpecialFunctions.RegularizedBeta(0.37, errors, 13 - errors), tail, 1e-12);
        }
    }

    [Fact]
    public void LogRegularizedBeta_goes_on_where_a_double_ends() =>
        // I_x(a, 1) = x^a
        Assert.Equal(2_000 * Math.Log(0.01), SpecialFunctions.LogRegularizedBeta(0.01, 2_000, 1), 1e-8);

    private static double Choose(int n, int k) => Enumerable.Range(1, k).Aggregate(1.0, (product, i) => product * (n - k + i) / i);
}
