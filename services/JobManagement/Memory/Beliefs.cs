using SwipeReview.Learning;

namespace SwipeReview.JobManagement.Memory;

internal static class Beliefs
{
    /// <summary>Whether enough decisions stand behind it, however they went.</summary>
    public static bool IsBacked(this Belief belief) => belief.IsSettled(0.5);
}
