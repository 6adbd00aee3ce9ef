namespace SwipeReview.JobManagement.Dispatch;

/// <summary>Where a job stands that waits for a worker.</summary>
/// <param name="Position">1 for the one that is next.</param>
/// <param name="WaitSeconds">About how long until it starts, by how long jobs took lately and how many workers there are; null when that isn't known.</param>
internal sealed record QueuePlace(int Position, int? WaitSeconds);
