namespace SwipeReview.Contracts.Jobs;

/// <summary>What a job's owner has decided so far, by who proposed it. Sent again with new totals when decisions change; the latest holds.</summary>
/// <param name="Counts">One for each provider and category of the job.</param>
public sealed record ProposalsJudged(Guid JobId, Guid UserId, IReadOnlyList<JudgedProposals> Counts, DateTimeOffset At);

/// <summary>An edited proposal counts as accepted; skipped and undecided ones count as neither.</summary>
public sealed record JudgedProposals(string Provider, string Category, int Accepted, int Rejected);
