using SwipeReview.LlmRouter.Proposals;
using SwipeReview.LlmRouter.Tasks;

namespace SwipeReview.LlmRouter.Providers.Local;

/// <summary>Proposals by rules: no key, no network, no cost. It corrects and shortens English; it can't follow wishes.</summary>
internal sealed class LocalProvider(LocalModelsClient models) : IProposalProvider
{
    // Part of the cache's key: raise the last number when the rules of local-models change.
    public const string ModelName = "harper-2.10.0+rules-3";

    public string Name => "local";

    public string Model => ModelName;

    public ProviderClass Class => ProviderClass.Local;

    public bool CanDo(ProposalTask task, string? language) => Class.Can(task) && IsEnglish(language);

    public async Task<ProviderAnswer> ProposeAsync(ProviderRequest request, Action<IReadOnlyList<Draft>> found, CancellationToken cancellationToken)
    {
        var answer = await models.ProofreadAsync(request.Blocks.Select(block => block.Text), request.Task.Name, request.Language, cancellationToken);
        if (answer.Results.Count != request.Blocks.Count)
        {
            throw new ProviderException($"local-models answered {answer.Results.Count} texts of {request.Blocks.Count}.");
        }

        var drafts = answer.Results.SelectMany((result, index) => result.Lints.Select(lint => ToDraft(index, lint))).ToList();
        var unread = answer.Results.Index()
            .Where(item => item.Item.Skipped is not null)
            .ToDictionary(item => item.Index, item => item.Item.Skipped!);
        var words = request.Blocks.Sum(block => (long)block.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length);
        found(drafts);
        return new ProviderAnswer(ModelName, drafts, unread, new TokenUsage(words, 0), Cost: 0, MayKeep: !unread.ContainsValue(LocalModelsClient.EngineError));
    }

    public async Task<IReadOnlyList<string>> ProbeAsync(CancellationToken cancellationToken)
    {
        await models.CheckHealthAsync(cancellationToken);
        return [ModelName];
    }

    private static Draft ToDraft(int block, LocalModelsClient.Lint lint) =>
        new(block, lint.Original, lint.Replacement, lint.Category, lint.Pattern, lint.Confidence, lint.Reason, Hint: lint.Start);

    private static bool IsEnglish(string? language) =>
        string.IsNullOrWhiteSpace(language)
        || language.Equals("en", StringComparison.OrdinalIgnoreCase)
        || language.StartsWith("en-", StringComparison.OrdinalIgnoreCase)
        || language.StartsWith("en_", StringComparison.OrdinalIgnoreCase);
}
