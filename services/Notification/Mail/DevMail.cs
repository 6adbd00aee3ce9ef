using System.Net;
using System.Text;

namespace SwipeReview.Notification.Mail;

/// <summary>The folder's mail as pages, on a developer's machine only.</summary>
internal static class DevMail
{
    public static void MapDevMail(this WebApplication app)
    {
        var pages = app.MapGroup("/dev/mail").AllowAnonymous().ExcludeFromDescription();
        pages.MapGet("/", (MailFolder folder) => Results.Text(List(folder), "text/html; charset=utf-8"));
        pages.MapGet("/{id:guid}", async (Guid id, MailFolder folder, CancellationToken cancellationToken) =>
            await folder.ReadAsync(id, cancellationToken) is { } mail ? Results.Text(mail, "text/plain; charset=utf-8") : Results.NotFound());
    }

    private static string List(MailFolder folder)
    {
        var rows = new StringBuilder();
        foreach (var id in folder.List().Take(200))
        {
            rows.Append("<li><a href=\"/dev/mail/").Append(id).Append("\">").Append(WebUtility.HtmlEncode(id.ToString())).Append("</a></li>");
        }

        return $"<!doctype html><html lang=\"en\"><title>Mail</title><h1>Mail that was sent</h1><ul>{rows}</ul></html>";
    }
}
