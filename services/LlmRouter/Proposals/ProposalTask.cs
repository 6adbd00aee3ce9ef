using System.Collections.Frozen;

namespace SwipeReview.LlmRouter.Proposals;

/// <summary>What a document's owner wants done.</summary>
/// <param name="Name">The word on the wire.</param>
/// <param name="Version">Part of every cache key: raise it when prompts or rules of the task change.</param>
/// <param name="MayRewrite">Whether whole sentences may come out different; where they may not, such drafts are dropped.</param>
internal sealed record ProposalTask(string Name, int Version, bool MayRewrite)
{
    public static readonly ProposalTask Proofread = new("proofread", 1, MayRewrite: false);
    public static readonly ProposalTask Tighten = new("tighten", 1, MayRewrite: true);
    public static readonly ProposalTask PlainLanguage = new("plain-language", 1, MayRewrite: true);
    public static readonly ProposalTask Tone = new("tone", 1, MayRewrite: true);
    public static readonly ProposalTask TranslateCheck = new("translate-check", 1, MayRewrite: false);
    public static readonly ProposalTask Instruct = new("instruct", 1, MayRewrite: true);

    private static readonly FrozenDictionary<string, ProposalTask> ByName =
        new[] { Proofread, Tighten, PlainLanguage, Tone, TranslateCheck, Instruct }.ToFrozenDictionary(task => task.Name, StringComparer.OrdinalIgnoreCase);

    public static IEnumerable<string> Names => ByName.Keys.Order(StringComparer.Ordinal);

    /// <summary>Also takes a task as a person writes it: <c>Plain language</c>.</summary>
    public static ProposalTask? Find(string? name) =>
        name is not null && ByName.TryGetValue(name.Trim().Replace(' ', '-').Replace('_', '-'), out var task) ? task : null;
}
