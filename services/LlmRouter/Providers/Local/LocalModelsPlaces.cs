using Microsoft.Extensions.Options;

namespace SwipeReview.LlmRouter.Providers.Local;

/// <summary>As many places as this process may have requests at local-models; who comes first is served first.</summary>
internal sealed class LocalModelsPlaces(IOptions<LocalOptions> options) : IDisposable
{
    private readonly SemaphoreSlim places = new(options.Value.Parallel);

    /// <returns>Disposed, it frees the place.</returns>
    public async Task<IDisposable> TakeAsync(CancellationToken cancellationToken)
    {
        await places.WaitAsync(cancellationToken);
        return new Place(places);
    }

    public void Dispose() => places.Dispose();

    private sealed class Place(SemaphoreSlim places) : IDisposable
    {
        public void Dispose() => places.Release();
    }
}
