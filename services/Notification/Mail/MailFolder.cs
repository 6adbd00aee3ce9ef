using System.Net.Mail;
using System.Net.Mime;
using System.Text;
using Microsoft.Extensions.Options;

namespace SwipeReview.Notification.Mail;

/// <summary>Hands mail to an SMTP server, or to a folder of .eml files where none is configured.</summary>
internal sealed class MailFolder(IOptions<MailOptions> options)
{
    /// <summary>Sending the same mail again replaces its file: a crash after the write leaves one, not two.</summary>
    /// <exception cref="SmtpException">The server did not take it.</exception>
    public async Task SendAsync(OutgoingMail mail, CancellationToken cancellationToken)
    {
        using var message = new MailMessage(options.Value.From, mail.Recipient)
        {
            Subject = mail.Subject.ReplaceLineEndings(" "),
            SubjectEncoding = Encoding.UTF8,
            Body = mail.Body.Replace(OutgoingMail.Web, options.Value.WebAddress.TrimEnd('/')),
            BodyEncoding = Encoding.UTF8,
            BodyTransferEncoding = TransferEncoding.QuotedPrintable,
        };
        message.Headers["Message-ID"] = $"<{mail.Id}@{message.From!.Host}>";
        if (options.Value.SmtpHost is { Length: > 0 } host)
        {
            using var smtp = new SmtpClient(host, options.Value.SmtpPort);
            await smtp.SendMailAsync(message, cancellationToken);
            return;
        }

        var draft = Directory.CreateDirectory(Path.Combine(options.Value.Folder, ".draft", mail.Id.ToString()));
        using (var pickup = new SmtpClient { DeliveryMethod = SmtpDeliveryMethod.SpecifiedPickupDirectory, PickupDirectoryLocation = draft.FullName })
        {
            await pickup.SendMailAsync(message, cancellationToken);
        }

        File.Move(draft.GetFiles("*.eml").OrderBy(file => file.CreationTimeUtc).Last().FullName, PathOf(mail.Id), overwrite: true);
        draft.Delete(recursive: true);
    }

    /// <summary>The newest first.</summary>
    public IEnumerable<Guid> List() => Directory.Exists(options.Value.Folder)
        ? Directory.EnumerateFiles(options.Value.Folder, "*.eml").Select(path => Guid.Parse(Path.GetFileNameWithoutExtension(path))).OrderDescending()
        : [];

    /// <summary>Null when there is no such mail.</summary>
    public async Task<string?> ReadAsync(Guid id, CancellationToken cancellationToken) =>
        File.Exists(PathOf(id)) ? await File.ReadAllTextAsync(PathOf(id), cancellationToken) : null;

    private string PathOf(Guid id) => Path.Combine(options.Value.Folder, $"{id}.eml");
}
