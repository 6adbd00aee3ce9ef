namespace SwipeReview.Learning;

/// <summary>A beta distribution over how often a person accepts, as pseudo-decisions of both kinds.</summary>
internal readonly record struct Beta(double Accepts, double Rejects)
{
    public double Weight => Accepts + Rejects;

    public double Mean => Accepts / Weight;

    public static Beta Of(double mean, double weight) => new(mean * weight, (1 - mean) * weight);

    public Beta And(double accepted, double rejected) => new(Accepts + accepted, Rejects + rejected);

    /// <summary>
    /// What is believed of a child whose own rate scatters around this uncertain one with a concentration: the beta
    /// distribution with the same mean and variance as the mixture.
    /// </summary>
    public Beta Child(double concentration)
    {
        var variance = (Weight / (Weight + 1) / (concentration + 1)) + (1 / (Weight + 1)); // in units of mean · (1 − mean)
        return Of(Mean, (1 / variance) - 1);
    }

    /// <summary>
    /// What decisions on a child tell about its parent, by how many they are worth there: n of one child scatter
    /// together, so that they never come to more than 1 + concentration.
    /// </summary>
    public static double Worth(double weight, double concentration) => weight <= 0 ? 0 : weight * (1 + concentration) / (weight + concentration);
}
