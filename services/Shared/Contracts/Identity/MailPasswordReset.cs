namespace SwipeReview.Contracts.Identity;

/// <summary>
/// Somebody asked for a new password for what may be an account's email. Whether it is one, and the link's secret, is
/// asked of Identity when the mail is written, so that no message carries it.
/// </summary>
public sealed record MailPasswordReset(string Email, string? Language, DateTimeOffset At);
