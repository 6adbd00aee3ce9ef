namespace SwipeReview.Learning.Numerics;

internal static class Bisection
{
    /// <summary>Where a function that grows over [low, high] crosses zero, to the last bits; an end where it doesn't.</summary>
    public static double Solve(Func<double, double> grows, double low = 0, double high = 1)
    {
        for (var halvings = 0; halvings < 60; halvings++)
        {
            var middle = (low + high) / 2;
            if (grows(middle) < 0)
            {
                low = middle;
            }
            else
            {
                high = middle;
            }
        }

        return (low + high) / 2;
    }
}
