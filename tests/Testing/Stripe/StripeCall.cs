namespace SwipeReview.Testing.Stripe;

/// <summary>A request as the stub got it.</summary>
/// <param name="Path">Without the query.</param>
/// <param name="Key">Its <c>Idempotency-Key</c>.</param>
public sealed record StripeCall(string Method, string Path, IReadOnlyDictionary<string, string> Fields, string? Key)
{
    public bool IsPost => Method == "POST";

    public override string ToString() => $"{Method} {Path}";
}

/// <summary>What goes wrong with a call.</summary>
public enum StripeFault
{
    None,

    /// <summary>The connection breaks before anything is done.</summary>
    LostRequest,

    /// <summary>It is done, and the connection breaks: the caller can't know.</summary>
    LostAnswer,

    /// <summary>409: nothing done, nothing stored.</summary>
    LockTimeout,

    /// <summary>409: another call with the same key is under way.</summary>
    KeyInUse,

    /// <summary>429: nothing done, nothing stored.</summary>
    TooMany,

    /// <summary>500, nothing done; the same key is given the same 500 for ever.</summary>
    Failed,

    /// <summary>500 although it was done; the same key is given the same 500 for ever.</summary>
    FailedAfterwards,
}
