using SwipeReview.JobManagement.Decisions;
using SwipeReview.ServiceDefaults.Api;

namespace SwipeReview.JobManagement.Changes;

/// <summary>A change as a card shows it. <paramref name="Before"/> and <paramref name="After"/> are the text around the span.</summary>
/// <param name="Hidden">Rejected for the person by what they said before; an <c>undo</c> brings it back.</param>
/// <param name="PromptVersion">Of what the model was told; null, as the next ones, where the provider did not say so.</param>
/// <param name="LatencyMs">From the question to this proposal.</param>
/// <param name="Cost">Its share of the call that it came of.</param>
/// <param name="CacheHit">It came of an earlier answer to the same question.</param>
/// <param name="Conflicts">Changes of which only one at a time can be accepted with this one: accepting it settles them.</param>
/// <param name="SettledBy">Why it is rejected without a rejection of its own; null otherwise.</param>
internal sealed record ChangeView(
    Guid Id, Guid JobId, string BlockId, int Start, int End, string Original, string Replacement, string Before, string After,
    string Category, string Pattern, double Confidence, string? Reason, string Provider, string? Model, bool LeftMachine,
    ChangeState State, StandingDecision? Decision, IReadOnlyList<ConflictView> Conflicts, SettledBy? SettledBy, bool Hidden,
    string? PromptVersion, int? LatencyMs, Money? Cost, bool? CacheHit)
{
    public static ChangeView Of(Change change, IEnumerable<ConflictView> conflicts) => Of(change, conflicts.ToList());

    private static ChangeView Of(Change change, List<ConflictView> conflicts) => new(
        change.Id, change.JobId, change.BlockId, change.Start, change.End, change.Original, change.Replacement, change.Before, change.After,
        change.Category, change.Pattern, change.Confidence, change.Reason, change.Provider, change.Model, change.LeftMachine,
        change.State, StandingDecision.Of(change), conflicts, SettledBy.Of(change, conflicts), change.IsHidden,
        change.PromptVersion, change.LatencyMs, CostOf(change), change.CacheHit);

    public static Money? CostOf(Change change) => change is { Cost: { } cost, CostCurrency: { } currency } ? Money.Of(cost, currency) : null;
}

/// <summary>The decision that counts.</summary>
/// <param name="Because">Why, in a sentence for the person, where it was decided for them.</param>
internal sealed record StandingDecision(DecisionAction Action, string? Replacement, DateTimeOffset DecidedAt, DecidedBy By, string? Because)
{
    public static StandingDecision? Of(Change change) =>
        change is { DecisionAction: { } action, DecidedAt: { } at } 
            ? new StandingDecision(action, change.DecisionReplacement, at, change.DecidedBy ?? DecidedBy.Person, change.Because)
            : null;
}
