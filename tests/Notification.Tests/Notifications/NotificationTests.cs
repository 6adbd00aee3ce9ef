using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using MassTransit;
using SwipeReview.Contracts.Delivery;
using SwipeReview.Contracts.Identity;
using SwipeReview.Contracts.Jobs;
using SwipeReview.Testing;

namespace SwipeReview.Notification.Tests.Notifications;

public sealed class NotificationTests(Infrastructure infrastructure)
{
    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();

    [Fact]
    public async Task A_person_hears_once_that_their_cards_are_ready_in_the_app_and_by_mail()
    {
        await using var service = await NotificationService.StartAsync(infrastructure);
        var (user, job, messageId) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        using var person = service.Host.As(user);
        await RegisterAsync(service, person, user);

        for (var i = 0; i < 3; i++)
        {
            await service.Bus.Publish(new JobReady(job, user, "Brief an Jürgen.docx", 120, Now), context => context.MessageId = messageId);
        }

        await Eventually.BeTrueAsync(() => Task.FromResult(service.Mails().Count > 0), "the mail");
        await Task.Delay(1500);
        var told = Assert.Single(await ListAsync(person));
        Assert.Equal("cardsReady", told.GetProperty("kind").GetString());
        Assert.Equal("120 cards are ready: Brief an Jürgen.docx", told.GetProperty("title").GetString());
        Assert.Equal($"/jobs/{job}", told.GetProperty("link").GetString());
        var mail = Assert.Single(service.Mails());
        Assert.Contains("ada@example.org", mail);
        Assert.Contains($"https://swipe.example/jobs/{job}", mail.Replace("=\r\n", ""));
    }

    [Fact]
    public async Task Each_kind_of_event_is_told_in_its_own_words()
    {
        await using var service = await NotificationService.StartAsync(infrastructure);
        var (user, job) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        using var person = service.Host.As(user);

        await service.Bus.Publish(new JobReady(job, user, "a.txt", 0, Now));
        await service.Bus.Publish(new JobFailed(job, user, "b.docx", "VALIDATION_ERROR", "The file is encrypted.", Now));
        await service.Bus.Publish(new ArtifactReady(Guid.CreateVersion7(), job, user, "clean", Guid.CreateVersion7(), Now));
        await service.Bus.Publish(new ArtifactFailed(Guid.CreateVersion7(), job, user, "clean", "INTERNAL", "The original is gone.", Now));

        await Eventually.BeTrueAsync(async () => (await ListAsync(person)).Count == 4, "four notifications");
        var told = (await ListAsync(person)).ToDictionary(item => item.GetProperty("kind").GetString()!);
        Assert.Equal("a.txt needs no changes", told["cardsReady"].GetProperty("title").GetString());
        Assert.Equal("The file is encrypted.", told["jobFailed"].GetProperty("body").GetString());
        Assert.Equal(("a.txt", 0), (told["cardsReady"].GetProperty("fileName").GetString(), told["cardsReady"].GetProperty("changes").GetInt32()));
        Assert.Equal("b.docx", told["jobFailed"].GetProperty("fileName").GetString());
        Assert.Equal(("clean", "clean"), (told["resultReady"].GetProperty("format").GetString(), told["resultFailed"].GetProperty("format").GetString()));
        Assert.Equal($"/jobs/{job}/finish", told["resultReady"].GetProperty("link").GetString());
        Assert.Equal("The original is gone.", told["resultFailed"].GetProperty("body").GetString());
    }

    [Fact]
    public async Task A_result_is_called_what_it_is()
    {
        await using var service = await NotificationService.StartAsync(infrastructure);
        var user = Guid.CreateVersion7();
        using var person = service.Host.As(user);
        string[] formats = ["clean", "redline", "patch", "report", "receipt"];

        foreach (var format in formats)
        {
            await service.Bus.Publish(new ArtifactReady(Guid.CreateVersion7(), Guid.CreateVersion7(), user, format, Guid.CreateVersion7(), Now));
        }

        await Eventually.BeTrueAsync(async () => (await ListAsync(person)).Count == formats.Length, "the notifications");
        var told = (await ListAsync(person)).Select(item => (item.GetProperty("title").GetString(), item.GetProperty("body").GetString())).ToList();
        Assert.Contains(("Your file is ready", "It holds exactly the changes that you accepted."), told);
        Assert.Contains(("Your file is ready", "It shows the changes that you accepted as changes."), told);
        Assert.Contains(("Your patch is ready", "It holds exactly the changes that you accepted."), told);
        Assert.Contains(("Your report is ready", "It tells what was proposed and what you decided."), told);
        Assert.Contains(("Your receipt is ready", "With it anybody can verify what was changed."), told);
    }

    [Fact]
    public async Task Who_switched_mail_off_gets_none()
    {
        await using var service = await NotificationService.StartAsync(infrastructure);
        var user = Guid.CreateVersion7();
        using var person = service.Host.As(user);
        await RegisterAsync(service, person, user);
        await person.PutAsJsonAsync("/api/v1/notifications/preferences", new { mail = false });

        await service.Bus.Publish(new JobReady(Guid.CreateVersion7(), user, "a.txt", 2, Now));

        await Eventually.BeTrueAsync(async () => (await ListAsync(person)).Count == 1, "the notification");
        await Task.Delay(1500);
        Assert.Empty(service.Mails());
        Assert.False((await person.GetFromJsonAsync<JsonElement>("/api/v1/notifications/preferences")).GetProperty("mail").GetBoolean());
    }

    [Fact]
    public async Task A_notification_is_read_and_dismissed_by_its_owner_alone()
    {
        await using var service = await NotificationService.StartAsync(infrastructure);
        var user = Guid.CreateVersion7();
        using var person = service.Host.As(user);
        using var stranger = service.Host.As(Guid.CreateVersion7());
        await service.Bus.Publish(new JobReady(Guid.CreateVersion7(), user, "a.txt", 2, Now));
        await Eventually.BeTrueAsync(async () => (await ListAsync(person)).Count == 1, "the notification");
        var route = $"/api/v1/notifications/{(await ListAsync(person))[0].GetProperty("id").GetGuid()}";

        Assert.Empty(await ListAsync(stranger));
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.PostAsync($"{route}/read", null)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.DeleteAsync(route)).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await person.PostAsync($"{route}/read", null)).StatusCode);
        Assert.Equal(JsonValueKind.String, (await ListAsync(person))[0].GetProperty("readAt").ValueKind);
        Assert.Equal(HttpStatusCode.NoContent, (await person.DeleteAsync(route)).StatusCode);
        Assert.Empty(await ListAsync(person));
    }

    [Fact]
    public async Task Nothing_is_kept_of_an_erased_person_and_late_events_add_nothing()
    {
        await using var service = await NotificationService.StartAsync(infrastructure);
        var user = Guid.CreateVersion7();
        using var person = service.Host.As(user);
        await RegisterAsync(service, person, user);
        await service.Bus.Publish(new JobReady(Guid.CreateVersion7(), user, "a.txt", 2, Now));
        await Eventually.BeTrueAsync(async () => (await ListAsync(person)).Count == 1, "the notification");

        // Requests for a new password, which say the address alone.
        await service.QueryAsync("""
            insert into dead_letters (id, queue, reason, body, headers, died_at)
            select gen_random_uuid(), 'notification-write-password-reset', '', convert_to(email, 'UTF8'), '{}', now() from unnest(array['"ada@example.org"', '"nada@example.org"']) as email
            """);

        await service.Bus.Publish(new UserDeleted(user, Now));
        await Eventually.BeTrueAsync(async () => (await ListAsync(person)).Count == 0, "the erasure");
        Assert.Equal("\"nada@example.org\"", await service.QueryAsync("select string_agg(convert_from(body, 'UTF8'), ',') from dead_letters"));
        await service.Bus.Publish(new UserRegistered(user, "ada@example.org", null, Now));
        await service.Bus.Publish(new JobReady(Guid.CreateVersion7(), user, "late.txt", 2, Now));

        await Task.Delay(2000);
        Assert.Empty(await ListAsync(person));
        Assert.DoesNotContain(service.Mails(), mail => mail.Contains("late.txt"));
    }

    private static async Task RegisterAsync(NotificationService service, HttpClient person, Guid user)
    {
        await service.Bus.Publish(new UserRegistered(user, "ada@example.org", "Ada", Now));
        await Eventually.BeTrueAsync(() => IsKnownAsync(service, user), "the address");
        Assert.True((await person.GetFromJsonAsync<JsonElement>("/api/v1/notifications/preferences")).GetProperty("mail").GetBoolean());
    }

    private static async Task<bool> IsKnownAsync(NotificationService service, Guid user)
    {
        await using var scope = Microsoft.Extensions.DependencyInjection.ServiceProviderServiceExtensions.CreateAsyncScope(service.Host.Services);
        var db = (Data.NotificationDbContext)scope.ServiceProvider.GetService(typeof(Data.NotificationDbContext))!;
        return await db.People.FindAsync(user) is not null;
    }

    private static async Task<List<JsonElement>> ListAsync(HttpClient person) =>
        [.. (await person.GetFromJsonAsync<JsonElement>("/api/v1/notifications")).GetProperty("items").EnumerateArray()];
}
