using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace SwipeReview.Identity.Users;

/// <summary>
/// An address that mail can be sent to, in lower case: people don't tell addresses apart by case, and no provider of
/// note does.
/// </summary>
internal readonly partial record struct EmailAddress
{
    private const int Longest = 254;

    private EmailAddress(string value) => Value = value;

    public string Value { get; }

    public string LocalPart => Value[..Value.IndexOf('@', StringComparison.Ordinal)];

    public static bool TryParse(string? given, out EmailAddress address)
    {
        var normalised = given?.Trim().ToLowerInvariant();
        var isValid = normalised is { Length: <= Longest } && Shape.IsMatch(normalised);
        address = isValid ? new EmailAddress(normalised!) : default;
        return isValid;
    }

    /// <summary>That of an account: it was looked at when the account was opened.</summary>
    public static EmailAddress Of(User user) => new(user.Email!);

    /// <summary>What sign-in attempts are counted by. Of whatever was typed: no difference must be seen from outside.</summary>
    public static byte[] Hash(string given) => SHA256.HashData(Encoding.UTF8.GetBytes(given.Trim().ToLowerInvariant()));

    // The dot-atom of RFC 5322 at a host name with at least two labels: quoted names and address literals are left out.
    [GeneratedRegex(
        @"\A(?=[^@]{1,64}@)[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*@([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Shape { get; }
}
