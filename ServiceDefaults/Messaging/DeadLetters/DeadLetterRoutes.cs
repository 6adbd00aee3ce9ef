using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using SwipeReview.ServiceDefaults.Api;
using SwipeReview.ServiceDefaults.Auth;

namespace SwipeReview.ServiceDefaults.Messaging.DeadLetters;

internal static class DeadLetterRoutes
{
    /// <summary>For each service that has messages: what of them died, and the way back.</summary>
    public static void MapDeadLetters(this WebApplication app)
    {
        if (app.Services.GetService<DeadLetterQueue>() is not { } queue)
        {
            return;
        }

        var letters = app.MapApiGroup($"/api/v1/admin/queues/{queue.Service}/dead-letters", "Admin").RequireAuthorization(Policies.Admin);
        letters.MapGet("/", ListDeadLetters.HandleAsync);
        letters.MapPost("/{id:guid}/replay", ReplayDeadLetter.HandleAsync);
    }
}
