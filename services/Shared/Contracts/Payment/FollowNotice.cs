namespace SwipeReview.Contracts.Payment;

/// <summary>Command within Payment: do what an event of a processor's, which is stored, asks for.</summary>
public sealed record FollowNotice(string Processor, string EventId);
