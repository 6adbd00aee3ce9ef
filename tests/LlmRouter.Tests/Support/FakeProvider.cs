using Polly.CircuitBreaker;
using SwipeReview.LlmRouter.Providers;
using SwipeReview.LlmRouter.Tasks;

namespace SwipeReview.LlmRouter.Tests.Support;

/// <summary>A vendor whose answers a test decides, and that remembers what it was asked.</summary>
internal sealed class FakeProvider(string name, ProviderClass providerClass) : IProposalProvider
{
    private readonly List<ProviderRequest> asked = [];

    public string Name => name;

    public string Model => "fake-1";

    public ProviderClass Class => providerClass;

    public Price Price { get; set; } = Price.Free;

    public ProviderLimits Limits { get; set; } = ProviderLimits.None;

    public CircuitState Breaker { get; set; }

    public IReadOnlyList<ProviderRequest> Asked => asked;

    /// <summary>What it answers; null: it fails.</summary>
    public Func<ProviderRequest, IReadOnlyList<Draft>>? Answer { get; set; } = _ => [];

    /// <summary>Passes before it answers.</summary>
    public Func<CancellationToken, Task> Meanwhile { get; set; } = _ => Task.CompletedTask;

    /// <summary>What an answer costs; calls book it first.</summary>
    public decimal Cost { get; set; } = 0.0123m;

    /// <summary>Whether its answers would be the same again.</summary>
    public bool MayKeep { get; set; } = true;

    public bool CanDo(ProposalTask task, string? language) => true;

    public decimal MostItCosts(ProviderRequest request) => Price.IsFree ? 0 : Cost;

    public async Task<ProviderAnswer> ProposeAsync(ProviderRequest request, Action<IReadOnlyList<Draft>> found, CancellationToken cancellationToken)
    {
        lock (asked)
        {
            asked.Add(request);
        }

        await Meanwhile(cancellationToken);
        var drafts = Answer is { } answer ? answer(request) : throw new ProviderException("500 from the vendor");
        found(drafts);
        return new ProviderAnswer(Model, drafts, new Dictionary<int, string>(), new TokenUsage(120, 30), Cost, MayKeep: MayKeep);
    }

    public Task<IReadOnlyList<string>> ProbeAsync(CancellationToken cancellationToken) =>
        Answer is null ? throw new ProviderException("no sign of life") : Task.FromResult<IReadOnlyList<string>>([]);
}
