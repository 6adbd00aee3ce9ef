namespace SwipeReview.Contracts.Payment;

/// <summary>Command within Payment: have the processor carry out a refund that is stored.</summary>
public sealed record SendRefund(Guid RefundId);
