using SwipeReview.ServiceDefaults.Errors;

namespace SwipeReview.JobManagement.Jobs;

/// <summary>Blocks that no model could read: nothing was proposed for them, and nothing is charged.</summary>
/// <param name="Of">Blocks of the document that have something to read.</param>
/// <param name="Reasons">How many, by reason: <c>failed</c>, <c>budget-spent</c>, <c>not-english</c>.</param>
internal sealed record UnreadBlocks(int Blocks, int Of, IReadOnlyDictionary<string, int> Reasons)
{
    public const string Failed = "failed";
    public const string BudgetSpent = "budget-spent";
    private const string NotEnglish = "not-english";

    public bool AreAll => Blocks >= Of;

    public static UnreadBlocks? Add(UnreadBlocks? known, IReadOnlyDictionary<string, int> reasons, int of)
    {
        if (reasons.Count == 0)
        {
            return known;
        }

        var all = (known?.Reasons ?? new Dictionary<string, int>()).Concat(reasons)
            .GroupBy(reason => reason.Key, reason => reason.Value, StringComparer.Ordinal).ToDictionary(reason => reason.Key, reason => reason.Sum(), StringComparer.Ordinal);
        return new UnreadBlocks(all.Values.Sum(), of, all);
    }

    /// <summary>For a job of which nothing could be read: what most of it failed for, and what can be done about it.</summary>
    public JobProblem Explain() => Reasons.MaxBy(reason => reason.Value).Key switch
    {
        NotEnglish => new JobProblem(
            ErrorCodes.Validation,
            "The text is not in English, and no model that could be asked reads another language. Nothing is charged. Ask whoever runs this to set up a language model, and send it again."),
        BudgetSpent => new JobProblem(
            ErrorCodes.Unavailable,
            "What may be spent on models today is spent, and no free one can do this. Nothing is charged. Try again tomorrow, or send it for proofreading, which is free."),
        _ => new JobProblem(ErrorCodes.UpstreamFailed, "No model answered, several times. Nothing is charged. Try again later."),
    };
}
