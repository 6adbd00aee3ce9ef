using System.Collections.Frozen;

namespace SwipeReview.LlmRouter.Tasks;

/// <summary>What a document's owner wants done.</summary>
/// <param name="Name">The word on the wire.</param>
/// <param name="Version">Of its prompt, its schema and the rules they share: raise it when any of them changes.</param>
/// <param name="MayRewrite">Whether whole sentences may come out different; where they may not, such drafts are dropped.</param>
internal sealed record ProposalTask(string Name, int Version, bool MayRewrite)
{
    public static readonly ProposalTask Proofread = new("proofread", 2, MayRewrite: false);
    public static readonly ProposalTask Tighten = new("tighten", 2, MayRewrite: true);
    public static readonly ProposalTask PlainLanguage = new("plain-language", 2, MayRewrite: true);
    public static readonly ProposalTask Tone = new("tone", 2, MayRewrite: true);
    public static readonly ProposalTask TranslateCheck = new("translate-check", 2, MayRewrite: false);
    public static readonly ProposalTask Instruct = new("instruct", 2, MayRewrite: true);

    private static readonly FrozenDictionary<string, ProposalTask> ByName =
        new[] { Proofread, Tighten, PlainLanguage, Tone, TranslateCheck, Instruct }.ToFrozenDictionary(task => task.Name, StringComparer.OrdinalIgnoreCase);

    public static IEnumerable<ProposalTask> All => ByName.Values.OrderBy(task => task.Name, StringComparer.Ordinal);

    public static IEnumerable<string> Names => All.Select(task => task.Name);

    /// <summary>Part of every cache key, and of every proposal: <c>tighten.v2</c>.</summary>
    public string PromptVersion => $"{Name}.v{Version}";

    /// <summary>Also takes a task as a person writes it: <c>Plain language</c>.</summary>
    public static ProposalTask? Find(string? name) =>
        name is not null && ByName.TryGetValue(name.Trim().Replace(' ', '-').Replace('_', '-'), out var task) ? task : null;
}
