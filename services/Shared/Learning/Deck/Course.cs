namespace SwipeReview.Learning;

/// <summary>
/// How the decisions on a pattern are going to go: the number of its open cards that are swiped until it is settled (or
/// none is left), as mean and variance, each decision drawn by what is believed at that point (Pólya's urn).
/// </summary>
internal readonly record struct Course(double Mean, double Variance)
{
    // A pattern that is open after so many more decisions is taken to stay so: its cards are counted all.
    private const int Horizon = 32;

    public static Course Of(Belief belief, int open, double tolerance)
    {
        if (open == 0 || belief.IsSettled(tolerance))
        {
            return default;
        }

        var weight = belief.Accepts + belief.Rejects;
        var steps = Math.Min(open, Horizon);
        Span<double> chance = stackalloc double[Horizon + 2]; // of being open with that many accepts among the decisions so far
        chance.Clear();
        chance[0] = 1;
        var (mean, square) = (0.0, 0.0);
        for (var step = 1; step <= steps; step++)
        {
            for (var accepts = step; accepts >= 0; accepts--)
            {
                var fromAccept = accepts == 0 ? 0 : chance[accepts - 1] * (belief.Accepts + accepts - 1) / (weight + step - 1);
                var fromReject = accepts == step ? 0 : chance[accepts] * (belief.Rejects + step - 1 - accepts) / (weight + step - 1);
                chance[accepts] = fromAccept + fromReject;
                var error = Math.Min(belief.Accepts + accepts, belief.Rejects + step - accepts) / (weight + step);
                if (step >= belief.Missing && error <= tolerance + Belief.Rounding)
                {
                    Stop(chance[accepts], step);
                    chance[accepts] = 0;
                }
            }
        }

        foreach (var stillOpen in chance[..(steps + 1)])
        {
            Stop(stillOpen, open);
        }

        return new Course(mean, Math.Max(0, square - (mean * mean)));

        void Stop(double probability, double swipes)
        {
            mean += probability * swipes;
            square += probability * swipes * swipes;
        }
    }
}
