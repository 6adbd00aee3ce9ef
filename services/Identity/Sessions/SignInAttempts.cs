namespace SwipeReview.Identity.Sessions;

/// <summary>
/// Failed sign-ins in a row with one email, and the pause that they earned. An attempt counts as failed before its
/// password is looked at and is forgiven when it was right, so that guesses sent all at once are counted too.
/// </summary>
internal sealed class SignInAttempts
{
    public required byte[] EmailHash { get; init; }

    public int Failures { get; private set; }

    public DateTimeOffset LastAt { get; private set; }

    public DateTimeOffset? LockedUntil { get; private set; }

    /// <summary>Null when the attempt may go on; else how long to wait.</summary>
    public TimeSpan? Begin(SignInOptions options, DateTimeOffset now)
    {
        if (LockedUntil > now)
        {
            return LockedUntil - now;
        }

        Failures = now - LastAt > options.Memory ? 1 : Failures + 1;
        LastAt = now;
        LockedUntil = Failures < options.FailuresBeforePause ? null : now + Pause(options);
        return null;
    }

    private TimeSpan Pause(SignInOptions options)
    {
        var doublings = Math.Min(Failures - options.FailuresBeforePause, 30);
        var pause = options.FirstPause * Math.Pow(2, doublings);
        return pause < options.LongestPause ? pause : options.LongestPause;
    }
}
