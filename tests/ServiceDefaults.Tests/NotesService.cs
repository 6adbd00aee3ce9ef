using System.Collections.Concurrent;
using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SwipeReview.Contracts.Identity;
using SwipeReview.ServiceDefaults.Api;
using SwipeReview.ServiceDefaults.Auth;
using SwipeReview.ServiceDefaults.Errors;
using SwipeReview.ServiceDefaults.Messaging;
using SwipeReview.ServiceDefaults.Persistence;
using SwipeReview.ServiceDefaults.Redis;
using SwipeReview.Testing;

namespace SwipeReview.ServiceDefaults.Tests;

/// <summary>A service made of nothing but the defaults: notes that belong to people, and one consumer.</summary>
internal sealed class NotesService : IAsyncDisposable
{
    private NotesService(WebApplication app, TestIdentity identity)
    {
        App = app;
        Identity = identity;
    }

    public WebApplication App { get; }

    public TestIdentity Identity { get; }

    public static async Task<NotesService> StartAsync(Infrastructure infrastructure, Dictionary<string, string?>? settings = null, Action<WebApplicationBuilder>? configure = null)
    {
        var identity = await TestIdentity.StartAsync();
        settings ??= await infrastructure.CreateSettingsAsync("notesdb");
        settings["services:identity:http:0"] = identity.Address;
        settings["ServiceAuth:ClientId"] = "notes";
        settings.TryAdd("ServiceAuth:ClientSecret", "a-secret-that-only-tests-know");
        var builder = WebApplication.CreateBuilder();
        builder.Configuration.AddInMemoryCollection(settings);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.AddServiceDefaults();
        builder.AddDatabase<NotesDbContext>("notesdb");
        builder.AddRedis();
        builder.AddMessaging<NotesDbContext>("notes", typeof(NotesService).Assembly);
        builder.Services.AddSingleton<Deliveries>();
        configure?.Invoke(builder);
        var app = builder.Build();
        app.UseServiceDefaults();
        Map(app);
        try
        {
            await app.StartAsync();
        }
        catch
        {
            await app.DisposeAsync();
            await identity.DisposeAsync();
            throw;
        }

        return new NotesService(app, identity);
    }

    public HttpClient Client(string? token = null)
    {
        var client = new HttpClient { BaseAddress = new Uri(App.Urls.Single()) };
        if (token is not null)
        {
            client.DefaultRequestHeaders.Add("Authorization", $"Bearer {token}");
        }

        return client;
    }

    public HttpClient As(Guid user) => Client(Identity.UserToken(user));

    public T Get<T>()
        where T : notnull => App.Services.GetRequiredService<T>();

    public async Task<T> InScopeAsync<T>(Func<NotesDbContext, Task<T>> use)
    {
        await using var scope = App.Services.CreateAsyncScope();
        return await use(scope.ServiceProvider.GetRequiredService<NotesDbContext>());
    }

    public Task PublishAsync(Guid user) => InScopeAsync(db =>
    {
        db.Publish(new UserRegistered(user, "a@example.org", null, TimeProvider.System.GetUtcNow()));
        return db.SaveChangesAsync();
    });

    /// <summary>Exactly once.</summary>
    public Task<bool> IsWelcomeAsync(Guid user) => InScopeAsync(async db => await db.Notes.CountAsync(note => note.UserId == user) == 1);

    /// <summary>Publishes, and waits for what the consumer does.</summary>
    public async Task WelcomeAsync(Guid user)
    {
        await PublishAsync(user);
        await Eventually.BeTrueAsync(() => IsWelcomeAsync(user), "the welcome");
    }

    public async ValueTask DisposeAsync()
    {
        await App.StopAsync();
        await App.DisposeAsync();
        await Identity.DisposeAsync();
    }

    private static void Map(WebApplication app)
    {
        var notes = app.MapApiGroup("/api/v1/notes", "Notes");
        notes.MapPost("/", async (NewNote note, CurrentUser user, NotesDbContext db) =>
        {
            if (note.Text == "refuse")
            {
                return Results.Extensions.Error(ErrorResults.Validation("Refused.", "text"));
            }

            var row = new Note { Id = Guid.CreateVersion7(), UserId = user.Id, Kind = NoteKind.SecondThought, Text = note.Text };
            db.Notes.Add(row);
            await db.SaveChangesAsync();
            return Results.Created($"/api/v1/notes/{row.Id}", new { row.Id, row.Text });
        }).WithIdempotencyKey<NotesDbContext>();
        notes.MapGet("/careless", async (NotesDbContext db) => await db.Notes.Select(note => note.Text).ToListAsync());
        notes.MapGet("/fault", string () => throw new InvalidDataException("the inner workings"));
        notes.MapGet("/page", (PageQuery page) => page.Limit);
        app.MapInternalGroup("/internal/notes").MapGet("/", () => "for services");
    }

    public sealed record NewNote(string Text);
}

internal static class ErrorResultExtension
{
    public static IResult Error(this IResultExtensions _, ErrorResult error) => error;
}

internal enum NoteKind
{
    Thought,
    SecondThought,
}

internal sealed class Note
{
    public required Guid Id { get; init; }

    public required Guid UserId { get; init; }

    public required NoteKind Kind { get; init; }

    public required string Text { get; init; }
}

internal sealed class NotesDbContext(DbContextOptions<NotesDbContext> options, TimeProvider clock, IHttpContextAccessor http)
    : ServiceDbContext(options, clock, http)
{
    public DbSet<Note> Notes => Set<Note>();
}

/// <summary>What the consumer saw, and how often it is to fail first.</summary>
internal sealed class Deliveries
{
    public ConcurrentQueue<Guid> Seen { get; } = new();

    public int FailuresLeft;

    /// <summary>What it is to fail on first, one after the other.</summary>
    public ConcurrentQueue<Exception> Faults { get; } = new();

    /// <summary>Holds consumers up in the middle of their work.</summary>
    public volatile SemaphoreSlim? Gate;
}

/// <summary>Writes a note for each new person, and fails when it is told to, after it has saved.</summary>
internal sealed class WelcomeConsumer(NotesDbContext db, Deliveries deliveries) : IConsumer<UserRegistered>
{
    public async Task Consume(ConsumeContext<UserRegistered> context)
    {
        deliveries.Seen.Enqueue(context.Message.UserId);
        db.Notes.Add(new Note { Id = Guid.CreateVersion7(), UserId = context.Message.UserId, Kind = NoteKind.Thought, Text = "welcome" });
        await db.SaveChangesAsync(context.CancellationToken);
        await (deliveries.Gate?.WaitAsync(context.CancellationToken) ?? Task.CompletedTask);
        if (Interlocked.Decrement(ref deliveries.FailuresLeft) >= 0)
        {
            throw new TimeoutException("told to fail");
        }

        if (deliveries.Faults.TryDequeue(out var fault))
        {
            throw fault;
        }
    }
}
