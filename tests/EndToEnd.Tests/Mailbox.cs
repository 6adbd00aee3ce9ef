using System.Text.RegularExpressions;

namespace SwipeReview.EndToEnd.Tests;

/// <summary>The mail that was sent, as a developer reads it.</summary>
internal static partial class Mailbox
{
    /// <summary>The link to a new password in a mail to this address, which ends in <c>#</c> and its token. Null while there is none.</summary>
    public static async Task<string?> FindResetLinkAsync(RunningSystem system, string email)
    {
        using var client = new HttpClient { BaseAddress = system.Address };
        foreach (Match mail in MailLink.Matches(await client.GetStringAsync("/dev/mail")))
        {
            var text = (await client.GetStringAsync(mail.Value)).Replace("=\r\n", "", StringComparison.Ordinal);
            if (text.Contains(email, StringComparison.Ordinal) && ResetLink.Match(text) is { Success: true } link)
            {
                return link.Value;
            }
        }

        return null;
    }

    [GeneratedRegex("/dev/mail/[0-9a-f-]{36}(?=\")", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex MailLink { get; }

    [GeneratedRegex("http://[^/\\s]+/reset#pr_[A-Za-z0-9_-]+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ResetLink { get; }
}
