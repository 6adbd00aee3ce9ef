using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace SwipeReview.Identity.Users;

/// <summary>Section <c>Identity:Passwords</c>.</summary>
internal sealed class PasswordOptions
{
    /// <summary>Rounds of PBKDF2 with HMAC-SHA512, as OWASP advises. Raising it rehashes at each person's next sign-in.</summary>
    [Range(100_000, 10_000_000)]
    public int Iterations { get; set; } = 210_000;
}

/// <summary>What a password must be, and how it is kept: by ASP.NET Core Identity's hasher.</summary>
internal sealed class Passwords(IOptions<PasswordOptions> options)
{
    public const int Shortest = 10;
    public const int Longest = 256;
    private const int FewestDifferentCharacters = 5;

    // Those of the usual lists that are long enough to get here and varied enough to pass the other rules.
    private static readonly string[] Common =
    [
        "1234567890", "0123456789", "12345678910", "123456789a", "a123456789", "0987654321", "1q2w3e4r5t", "1q2w3e4r5t6y", "q1w2e3r4t5",
        "1qaz2wsx3edc", "qazwsxedcrfv", "qwertyuiop", "qwerty12345", "qwerty123456", "qwertyuiop123", "asdfghjkl123", "password10",
        "password12", "password123", "password1234", "password12345", "passw0rd123", "p@ssw0rd123", "administrator", "changeme123",
        "iloveyou123", "letmein12345", "welcome123", "welcome1234", "football123", "baseball123", "princess123", "sunshine123",
        "superman123", "trustno1234", "michael123", "abcdefghij", "abcdefghijk", "abcdef123456", "swipereview", "correcthorsebatterystaple",
    ];

    private readonly PasswordHasher<User> hasher = new(Options.Create(new PasswordHasherOptions { IterationCount = options.Value.Iterations }));
    private string? hashOfNobody;

    /// <summary>Null for a password that is good enough, else what is wrong with it.</summary>
    public static string? Check(string password, EmailAddress email) => password switch
    {
        { Length: < Shortest } => $"The password must have at least {Shortest} characters.",
        { Length: > Longest } => $"The password must have at most {Longest} characters.",
        _ when password.Distinct().Count() < FewestDifferentCharacters => "The password repeats too few characters.",
        _ when Common.Contains(password, StringComparer.OrdinalIgnoreCase) => "The password is one of the first that anybody would try.",
        _ when Names(password, email) => "The password must not be your email address.",
        _ => null,
    };

    public string Hash(string password) => hasher.HashPassword(null!, password);

    /// <summary>
    /// Takes as long for nobody as for somebody, so that the time does not tell which emails have accounts.
    /// </summary>
    public PasswordVerificationResult Verify(User? user, string password)
    {
        var hash = user?.PasswordHash ?? (hashOfNobody ??= Hash("of nobody"));
        var result = password.Length > Longest ? PasswordVerificationResult.Failed : hasher.VerifyHashedPassword(user!, hash, password);
        return user is null ? PasswordVerificationResult.Failed : result;
    }

    private static bool Names(string password, EmailAddress email) =>
        password.Equals(email.Value, StringComparison.OrdinalIgnoreCase)
        || (email.LocalPart.Length >= Shortest && password.Equals(email.LocalPart, StringComparison.OrdinalIgnoreCase));
}
