using System.ComponentModel.DataAnnotations;

namespace SwipeReview.Notification.Mail;

/// <summary>Section <c>Notification:Mail</c>.</summary>
internal sealed class MailOptions
{
    /// <summary>Mail is written here as .eml files when <see cref="SmtpHost"/> is not set.</summary>
    [Required]
    public string Folder { get; set; } = Path.Combine(Path.GetTempPath(), "swipereview-mail");

    /// <summary>Sends by SMTP instead of into the folder.</summary>
    public string? SmtpHost { get; set; }

    [Range(1, 65535)]
    public int SmtpPort { get; set; } = 25;

    [Required, EmailAddress]
    public string From { get; set; } = "no-reply@swipereview.localhost";

    /// <summary>Put before the links in mail.</summary>
    [Required, Url]
    public string WebAddress { get; set; } = "http://localhost:8080";
}
