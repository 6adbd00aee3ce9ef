using SwipeReview.ServiceDefaults.Errors;

namespace SwipeReview.JobManagement.Memory;

/// <summary>The share of mistakes that a person puts up with.</summary>
internal static class Tolerances
{
    public const double Usual = 0.02;
    private const double Least = 0.005;
    private const double Most = 0.2;

    public static ErrorResult? Refuse(double tolerance) =>
        tolerance is >= Least and <= Most ? null : ErrorResults.Validation($"A tolerance is from {Least} to {Most}.", "tolerance", ("min", Least), ("max", Most));
}
