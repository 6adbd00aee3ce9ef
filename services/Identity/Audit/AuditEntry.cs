namespace SwipeReview.Identity.Audit;

internal enum AuditAction
{
    Registered,
    SignedIn,
    SignInFailed,
    SignedOut,
    RefreshTokenReused,
    ProfileChanged,
    PreferencesChanged,
    PasswordChanged,
    PasswordReset,
    SessionEnded,
    ApiKeyCreated,
    ApiKeyRevoked,
    AdministratorAppointed,
    AdministratorDismissed,
    Erased,
}

/// <summary>Who did what when, by id alone. The database refuses to change or delete one.</summary>
internal sealed class AuditEntry
{
    public long Id { get; init; }

    public required DateTimeOffset At { get; init; }

    public required AuditAction Action { get; init; }

    /// <summary>Null for a sign-in with an email that has no account.</summary>
    public Guid? UserId { get; init; }

    public Guid? SessionId { get; init; }

    public string? RequestId { get; init; }
}
