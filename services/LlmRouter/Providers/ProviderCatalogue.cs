namespace SwipeReview.LlmRouter.Providers;

/// <summary>
/// The order in which providers are asked: rules first, then models on this machine, then clouds; within a class as they
/// are configured. Those that are known and not set up have their place in it too, so that a record can say so.
/// </summary>
internal sealed class ProviderCatalogue(IEnumerable<IProposalProvider> providers)
{
    private static readonly (string Name, ProviderClass Class)[] Known =
        [("local", ProviderClass.Local), ("ollama", ProviderClass.LocalModel), ("openai", ProviderClass.Cloud), ("anthropic", ProviderClass.Cloud)];

    /// <param name="Provider">Null: not set up.</param>
    public readonly record struct Candidate(string Name, ProviderClass Class, IProposalProvider? Provider);

    public IReadOnlyList<Candidate> InOrder { get; } = Order([.. providers]);

    public IEnumerable<IProposalProvider> Configured => InOrder.Select(candidate => candidate.Provider).OfType<IProposalProvider>();

    private static Candidate[] Order(IReadOnlyList<IProposalProvider> configured)
    {
        var there = configured.Select(provider => new Candidate(provider.Name, provider.Class, provider));
        var absent = Known.Where(known => !configured.Any(provider => provider.Name == known.Name)).Select(known => new Candidate(known.Name, known.Class, null));
        return [.. there.Concat(absent).OrderBy(candidate => candidate.Class)];
    }
}
