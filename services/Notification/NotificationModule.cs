using SwipeReview.Notification.Data;
using SwipeReview.Notification.Mail;
using SwipeReview.Notification.Notifications;
using SwipeReview.Notification.People;
using SwipeReview.Notification.Preferences;
using SwipeReview.ServiceDefaults;
using SwipeReview.ServiceDefaults.Api;
using SwipeReview.ServiceDefaults.Http;
using SwipeReview.ServiceDefaults.Messaging;
using SwipeReview.ServiceDefaults.Persistence;

namespace SwipeReview.Notification;

/// <summary>Tells people what they want to hear of, in the app and by mail.</summary>
public static class NotificationModule
{
    public static void AddNotification(this WebApplicationBuilder builder)
    {
        builder.AddDatabase<NotificationDbContext>("notificationdb");
        builder.AddMessaging<NotificationDbContext>("notification", typeof(NotificationModule).Assembly);
        builder.AddValidatedOptions<MailOptions>("Notification:Mail");
        builder.AddServiceClient<IdentityClient>("identity");
        builder.Services.AddScoped<Notifier>();
        builder.Services.AddSingleton<MailFolder>();
        builder.Services.AddHostedService<MailSender>();
    }

    public static void MapNotification(this WebApplication app)
    {
        var notifications = app.MapApiGroup("/api/v1/notifications", "Notifications");
        notifications.MapGet("/", ListNotifications.HandleAsync);
        notifications.MapPost("/{id:guid}/read", MarkRead.HandleAsync);
        notifications.MapPost("/read", MarkRead.HandleAllAsync);
        notifications.MapDelete("/{id:guid}", DismissNotification.HandleAsync);
        notifications.MapGet("/preferences", GetPreferences.HandleAsync);
        notifications.MapPut("/preferences", SetPreferences.HandleAsync);

        if (app.Environment.IsDevelopment())
        {
            app.MapDevMail();
        }
    }
}
