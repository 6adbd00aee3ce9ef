namespace SwipeReview.Contracts.Jobs;

/// <summary>Command: stop a job, whatever it is doing. Safe to send for a job that has ended.</summary>
public sealed record CancelJob(Guid JobId);
