namespace SwipeReview.Identity.Users;

internal enum Role
{
    User,
    Admin,
}

/// <summary>A person with an account. Erasing leaves the id alone, so that what points to it still points somewhere.</summary>
internal sealed class User
{
    public const int LongestDisplayName = 100;

    public required Guid Id { get; init; }

    /// <summary>Normalised, see <see cref="EmailAddress"/>; null once erased.</summary>
    public string? Email { get; private set; }

    public string? PasswordHash { get; private set; }

    public string? DisplayName { get; private set; }

    public Role Role { get; private set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? DeletedAt { get; private set; }

    public static User Register(EmailAddress email, string passwordHash, string? displayName, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(),
        Email = email.Value,
        PasswordHash = passwordHash,
        DisplayName = displayName,
        CreatedAt = now,
    };

    public void Rename(string? displayName) => DisplayName = displayName;

    public void ChangePassword(string passwordHash) => PasswordHash = passwordHash;

    /// <summary>The same password under the hasher's newer settings.</summary>
    public void Rehash(string passwordHash) => PasswordHash = passwordHash;

    /// <param name="passwordHash">Of a password that nobody has.</param>
    public void BecomeAdministrator(string passwordHash) => (Role, PasswordHash) = (Role.Admin, passwordHash);

    public void BecomeOneOfMany() => Role = Role.User;

    public void Erase(DateTimeOffset now)
    {
        Email = null;
        PasswordHash = null;
        DisplayName = null;
        DeletedAt = now;
    }

    /// <summary>A name as it is kept: trimmed, nothing instead of blanks. False for one that is too long or can't be shown.</summary>
    public static bool TryNormaliseName(string? given, out string? displayName)
    {
        displayName = string.IsNullOrWhiteSpace(given) ? null : given.Trim();
        return displayName is null || (displayName.Length <= LongestDisplayName && !displayName.Any(char.IsControl));
    }
}
