using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using SwipeReview.Testing;

namespace SwipeReview.Notification.Tests;

/// <summary>Notification on its real host, with a mail folder of its own.</summary>
internal sealed class NotificationService : IAsyncDisposable
{
    private readonly string database;

    private NotificationService(ServiceHost<Program> host, TestIdentity identity, string mailFolder, string database)
    {
        Host = host;
        Identity = identity;
        MailFolder = mailFolder;
        this.database = database;
    }

    public TestIdentity Identity { get; }

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
        var service = new NotificationService(new ServiceHost<Program>(identity, settings), identity, folder, settings["ConnectionStrings:notificationdb"]!);
        await service.Host.Services.GetRequiredService<IBusControl>().WaitForHealthStatus(BusHealthStatus.Healthy, TimeSpan.FromSeconds(30));
        return service;
    }

    /// <summary>The mail that lies in the folder.</summary>
    public IReadOnlyList<string> Mails() => [.. Directory.GetFiles(MailFolder, "*.eml").Order().Select(File.ReadAllText)];

    /// <summary>The mail that comes first, with the line breaks of its encoding taken out.</summary>
    public async Task<string> FirstMailAsync() =>
        (await Eventually.GetAsync(() => Task.FromResult(Mails() is [var first, ..] ? first : null), "a mail")).Replace("=\r\n", "", StringComparison.Ordinal);

    /// <summary>The database as the service's own background work sees it.</summary>
    public async Task<object?> QueryAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand($"select set_config('app.user_id', '*', false); {sql}", connection);
        await using var reader = await command.ExecuteReaderAsync();
        await reader.NextResultAsync();
        return await reader.ReadAsync() ? reader.GetValue(0) : null;
    }

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        await Identity.DisposeAsync();
        Directory.Delete(MailFolder, recursive: true);
    }
}
