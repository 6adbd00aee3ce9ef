using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SwipeReview.Identity.Audit;
using SwipeReview.Identity.Data;
using SwipeReview.ServiceDefaults.Auth;
using SwipeReview.ServiceDefaults.Errors;
using SwipeReview.ServiceDefaults.Redis;

namespace SwipeReview.Identity.Users;

internal static class PutPreferences
{
    /// <summary>In characters of compact JSON.</summary>
    private const int Largest = 16 * 1024;

    public static async Task<Results<Ok<JsonObject>, ErrorResult>> Handle(
        JsonObject request, CurrentUser caller, IdentityDbContext db, CacheAside cache, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (!TryWrite(request, out var settings))
        {
            return ErrorResults.Validation("The settings are not valid JSON text, or name something twice.");
        }

        if (settings.Length > Largest)
        {
            return ErrorResults.Validation("The settings are larger than allowed.", null, ("maxSize", Largest), ("actualSize", settings.Length));
        }

        // The lock keeps two first saves, and a save and an erasure, apart.
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var user = await db.Users.FromSql($"select *, xmin from users where id = {caller.Id} and deleted_at is null for update")
            .SingleOrDefaultAsync(cancellationToken);
        if (user is null)
        {
            return GetMe.Erased();
        }

        var preferences = await db.UserPreferences.FindAsync([user.Id], cancellationToken);
        if (preferences is null)
        {
            preferences = new UserPreferences { UserId = user.Id };
            db.Add(preferences);
        }

        preferences.Replace(settings, clock.GetUtcNow());
        db.Audit(AuditAction.PreferencesChanged, user.Id);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        await cache.DropAsync(UserPreferences.CacheKey(user.Id));
        return TypedResults.Ok(request);
    }

    /// <summary>False for text that only a lazy reader takes for JSON: broken UTF-8, half a surrogate, a name twice.</summary>
    private static bool TryWrite(JsonObject given, out string settings)
    {
        try
        {
            settings = given.DeepClone().ToJsonString();
            using var strict = JsonDocument.Parse(settings, new JsonDocumentOptions { AllowDuplicateProperties = false });
            return true;
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or ArgumentException)
        {
            settings = "";
            return false;
        }
    }
}
