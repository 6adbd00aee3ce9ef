using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using SwipeReview.Testing;

namespace SwipeReview.Notification.Tests;

/// <summary>Notification on its real host, with a mail folder of its own.</summary>
internal sealed class NotificationService : IAsyncDisposable
{
    private readonly TestIdentity identity;

    private NotificationService(ServiceHost<Program> host, TestIdentity identity, string mailFolder)
    {
        Host = host;
        this.identity = identity;
        MailFolder = mailFolder;
    }

    public ServiceHost<Program> Host { get; }

    public string MailFolder { get; }

    public IBus Bus => Host.Services.GetRequiredService<IBus>();

    public static async Task<NotificationService> StartAsync(Infrastructure infrastructure)
    {
        var identity = await TestIdentity.StartAsync();
        var folder = TestFolder.Create();
        var settings = await infrastructure.CreateSettingsAsync("notificationdb");
        settings["Notification:Mail:Folder"] = folder;
        settings["Notification:Mail:WebAddress"] = "https://swipe.example";
        var service = new NotificationService(new ServiceHost<Program>(identity, settings), identity, folder);
        await service.Host.Services.GetRequiredService<IBusControl>().WaitForHealthStatus(BusHealthStatus.Healthy, TimeSpan.FromSeconds(30));
        return service;
    }

    /// <summary>The mail that lies in the folder.</summary>
    public IReadOnlyList<string> Mails() => [.. Directory.GetFiles(MailFolder, "*.eml").Order().Select(File.ReadAllText)];

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        await identity.DisposeAsync();
        Directory.Delete(MailFolder, recursive: true);
    }
}
