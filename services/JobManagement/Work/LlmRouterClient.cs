using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using SwipeReview.Documents;
using SwipeReview.JobManagement.Jobs;
using SwipeReview.ServiceDefaults.Api;
using SwipeReview.ServiceDefaults.Errors;
using SwipeReview.ServiceDefaults.Http;

namespace SwipeReview.JobManagement.Work;

internal sealed record Proposal(
    string BlockId, int Start, int End, string Original, string Replacement, string Category, string Pattern, double Confidence,
    string? Reason, string Provider, string? Model, bool LeftMachine, string? PromptVersion = null, int? LatencyMs = null, Money? Cost = null, bool? CacheHit = null);

/// <param name="Unread">Blocks that no model could read.</param>
internal sealed record ProposalSet(IReadOnlyList<Proposal> Items, Money Cost, IReadOnlyList<UnreadBlock>? Unread = null)
{
    public static ProposalSet None { get; } = new([], Money.Of(0, "USD"));

    public IReadOnlyDictionary<string, int> Reasons => (Unread ?? []).CountBy(block => block.Reason).ToDictionary();
}

internal sealed record UnreadBlock(string BlockId, string Reason);

internal sealed class LlmRouterClient(HttpClient http)
{
    private const string Own = "instruct";

    private static readonly string[] Tasks = ["proofread", "tighten", "plain-language", "tone", "translate-check", Own];

    /// <summary>The same question has the same request id: asked again after a fault, it is metered once.</summary>
    /// <exception cref="WorkRefusedException">The router will not do this, now or later: no such provider, or none that a private job may use.</exception>
    public async Task<ProposalSet> ProposeAsync(Job job, BlockGroup group, CancellationToken cancellationToken)
    {
        var blocks = group.Written.Select(block => new AskedBlock(block.Id, Word(block.Kind), block.Text)).ToArray();
        if (blocks.Length == 0)
        {
            return ProposalSet.None;
        }

        var (task, instructions) = Task(job.Instructions);
        var body = new
        {
            RequestId = StableId.Of(job.Id, $"proposals\n{JsonSerializer.Serialize(blocks, ApiJson.Options)}"),
            JobId = job.Id,
            job.UserId,
            Task = task,
            Instructions = instructions,
            job.Private,
            job.Provider,
            job.Language,
            Blocks = blocks,
            Context = new { group.Around.Title, group.Around.Before, group.Around.After, job.Glossary },
            job.KeepNumbers,
            Tier = JobPriority.TierOf(job.Priority),
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/internal/proposals") { Content = JsonContent.Create(body, options: ApiJson.Options) };
        using var answer = await http.SendAsync(request.MarkSafeToRepeat(), cancellationToken);
        if (answer.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.Conflict or HttpStatusCode.UnprocessableEntity or HttpStatusCode.RequestEntityTooLarge)
        {
            var refusal = await answer.Content.ReadFromJsonAsync<ErrorEnvelope>(ApiJson.Options, cancellationToken);
            var (code, message, details) = refusal!.Error;
            throw new WorkRefusedException(code, message, details?.GetValueOrDefault("field")?.ToString());
        }

        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<ProposalSet>(ApiJson.Options, cancellationToken))!;
    }

    private sealed record AskedBlock(string Id, string Kind, string Text);

    public static string Word(BlockKind kind) => JsonNamingPolicy.CamelCase.ConvertName(kind.ToString());

    /// <summary>
    /// A person may name one of the tasks that models know, alone or with a wish after a colon (“Tone: more formal”), or
    /// say it all in own words.
    /// </summary>
    public static (string Task, string? Instructions) Task(string? instructions)
    {
        if (instructions is null)
        {
            return (Tasks[0], null);
        }

        var colon = instructions.IndexOf(':', StringComparison.Ordinal);
        var word = (colon < 0 ? instructions : instructions[..colon]).Trim().TrimEnd('.').ToLowerInvariant().Replace(' ', '-');
        var wish = colon < 0 ? null : instructions[(colon + 1)..].Trim();
        return !Tasks.Contains(word) || (word == Own && string.IsNullOrEmpty(wish)) ? (Own, instructions)
            : (word, string.IsNullOrEmpty(wish) ? null : wish);
    }
}
