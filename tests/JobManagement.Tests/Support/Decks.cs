using System.Net;
using System.Net.Http.Json;
using SwipeReview.Testing;

namespace SwipeReview.JobManagement.Tests.Support;

public sealed record SuggestionAnswer(string Action, int Accepted, int Rejected);

public sealed record GroupAnswer(string Pattern, string Category, string Title, Guid[] ChangeIds, SuggestionAnswer? Suggestion);

public sealed record SwipesAnswer(int From, int To);

public sealed record ProposedRuleAnswer(Guid PatternId, string Words, int Accepted, int Rejected);

public sealed record OfferAnswer(int Changes, int Stays, double Certainty, double ErrorBound, Guid[] Examples);

public sealed record AuditAnswer(int Size, int Answered, int Agreed);

public sealed record MeasuredAnswer(double Low, double High);

public sealed record AutopilotBatchAnswer(
    Guid Id, int Decided, AuditAnswer Audit, double Promised, double ErrorBound, MeasuredAnswer? Measured, bool Undone, string? Reason);

public sealed record AutopilotAnswer(string State, double Tolerance, int Predictions, int Needed, int MissingHere, bool HasChanged, OfferAnswer? Offer, AutopilotBatchAnswer? Batch);

public sealed record DeckAnswer(
    long Revision, Guid[] Order, GroupAnswer[] Groups, SwipesAnswer? SwipesLeft, Guid[] Hidden, Guid? HiddenBatchId, ProposedRuleAnswer[] RulesProposed, AutopilotAnswer Autopilot);

public sealed record StartedAnswer(Guid BatchId, int Decided, int HeldBack, int Remaining);

/// <summary>What a person does with a deck as a whole.</summary>
internal static class Decks
{
    /// <summary>For it the least evidence is enough.</summary>
    public const double Tolerance = 0.2;

    public static async Task<DeckAnswer> DeckAsync(this Person person, Guid jobId, double tolerance = Tolerance)
    {
        using var answer = await person.Http.GetAsync($"/api/v1/jobs/{jobId}/deck?tolerance={tolerance}");
        return await answer.ShouldBeAsync<DeckAnswer>(HttpStatusCode.OK);
    }

    public static async Task<AutopilotAnswer> AutopilotAsync(this Person person, Guid jobId) => (await person.DeckAsync(jobId)).Autopilot;

    public static Task<HttpResponseMessage> PostAutopilotAsync(this Person person, Guid jobId, double tolerance = Tolerance, string? key = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/jobs/{jobId}/autopilot") { Content = JsonContent.Create(new { tolerance }) };
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        return person.Http.SendAsync(request);
    }

    public static async Task<StartedAnswer> StartAutopilotAsync(this Person person, Guid jobId, string? key = null)
    {
        using var answer = await person.PostAutopilotAsync(jobId, key: key);
        return await answer.ShouldBeAsync<StartedAnswer>(HttpStatusCode.OK);
    }

    public static async Task<BulkAnswer> UndoAutopilotAsync(this Person person, Guid jobId, Guid batchId)
    {
        using var answer = await person.Http.PostAsync($"/api/v1/jobs/{jobId}/autopilot/{batchId}/undo", null);
        return await answer.ShouldBeAsync<BulkAnswer>(HttpStatusCode.OK);
    }
}
