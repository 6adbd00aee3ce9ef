using SwipeReview.LlmRouter.Proposals;
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

    public IReadOnlyList<ProviderRequest> Asked => asked;

    /// <summary>What it answers; null: it fails.</summary>
    public Func<ProviderRequest, IReadOnlyList<Draft>>? Answer { get; set; } = _ => [];

    public bool CanDo(ProposalTask task, string? language) => true;

    public Task<ProviderAnswer> ProposeAsync(ProviderRequest request, CancellationToken cancellationToken)
    {
        lock (asked)
        {
            asked.Add(request);
        }

        return Answer is { } answer
            ? Task.FromResult(new ProviderAnswer(Model, answer(request), new Dictionary<int, string>(), 120, 30, 0.0123m))
            : throw new ProviderException("500 from the vendor");
    }

    public Task ProbeAsync(CancellationToken cancellationToken) =>
        Answer is null ? throw new ProviderException("no sign of life") : Task.CompletedTask;
}
