namespace SwipeReview.Contracts.Jobs;

/// <summary>Command to a worker. <paramref name="Attempt"/> counts from 1; a later attempt goes on where an earlier one stopped.</summary>
public sealed record RunJob(Guid JobId, int Attempt);
