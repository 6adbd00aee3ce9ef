namespace SwipeReview.Notification.Mail;

/// <summary>What is said about the account itself, in the person's language. It goes to everybody: it is no news that one may not want.</summary>
internal static class AccountMail
{
    /// <summary>The token is behind the <c>#</c>: browsers send that part to nobody.</summary>
    public static MailText PasswordReset(string token, string? language) => IsGerman(language)
        ? new("Ein neues Passwort für SwipeReview", $"""
            Mit diesem Link kannst du ein neues Passwort setzen. Er gilt eine Stunde lang und einmal:

            {OutgoingMail.Web}/reset#{token}

            Hast du ihn nicht angefordert, ist nichts zu tun: Dein Passwort bleibt, wie es ist.

            """)
        : new("A new password for SwipeReview", $"""
            This link lets you set a new password. It works once, and for one hour:

            {OutgoingMail.Web}/reset#{token}

            If you did not ask for it there is nothing to do: your password stays as it is.

            """);

    public static MailText PasswordChanged(string? language) => IsGerman(language)
        ? new("Dein Passwort wurde geändert", $"""
            Das Passwort deines Kontos bei SwipeReview wurde gerade geändert.

            Warst du das nicht, setze gleich ein neues: Danach sind alle Geräte abgemeldet.
            {OutgoingMail.Web}/forgot

            """)
        : new("Your password was changed", $"""
            The password of your SwipeReview account has just been changed.

            If that was not you, set a new one now: every device is signed out then.
            {OutgoingMail.Web}/forgot

            """);

    private static bool IsGerman(string? language) =>
        language is not null && (language.Equals("de", StringComparison.OrdinalIgnoreCase) || language.StartsWith("de-", StringComparison.OrdinalIgnoreCase));
}
