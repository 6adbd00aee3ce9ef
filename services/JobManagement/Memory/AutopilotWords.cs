using SwipeReview.Learning;

namespace SwipeReview.JobManagement.Memory;

/// <summary>What the autopilot says to people.</summary>
internal static class AutopilotWords
{
    /// <summary>Why a card was decided.</summary>
    /// <param name="known">The decisions on its pattern; none where its category speaks for it.</param>
    public static string Because(bool accepts, Tally known, string category) => (accepts, known.Accepted + known.Rejected) switch
    {
        (true, 0) => $"Autopilot: you accepted all changes of the category {category} so far.",
        (false, 0) => $"Autopilot: you rejected all changes of the category {category} so far.",
        (true, var all) => $"Autopilot: you accepted {known.Accepted} of {all} changes like this.",
        (false, var all) => $"Autopilot: you rejected {known.Rejected} of {all} changes like this.",
    };

    /// <summary>Why a batch is no more.</summary>
    public static string SteppedBack(AutopilotBatch batch) =>
        $"You decided {batch.Answered - batch.Agreed} of {batch.Answered} cards otherwise than the autopilot, which is more than was promised: what it decided is open again.";
}
