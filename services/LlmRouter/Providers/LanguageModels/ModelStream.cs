namespace SwipeReview.LlmRouter.Providers.LanguageModels;

/// <summary>An answer under way. It lives until it is disposed, which closes the vendor's connection, however it was opened.</summary>
internal sealed class ModelStream : IAsyncDisposable
{
    private readonly CancellationTokenSource lifetime = new();
    private readonly IAsyncEnumerator<ModelPart> parts;

    private ModelStream(ILanguageModel model, ModelQuestion question) =>
        parts = model.StreamAsync(question, lifetime.Token).GetAsyncEnumerator(lifetime.Token);

    public ModelPart Current => parts.Current;

    /// <summary>Asks, and waits for the first word, or for the end if there is none.</summary>
    /// <param name="onUsage">Told of the parts without a word that come before it.</param>
    public static async ValueTask<ModelStream> OpenAsync(
        ILanguageModel model, ModelQuestion question, Action<ModelPart> onUsage, CancellationToken cancellationToken)
    {
        var stream = new ModelStream(model, question);
        try
        {
            while (await stream.MoveNextAsync(cancellationToken) && stream.Current is { Text: "", Stop: null })
            {
                onUsage(stream.Current);
            }

            return stream;
        }
        catch
        {
            await stream.DisposeAsync();
            throw;
        }
    }

    /// <exception cref="VendorException">It ended without an end.</exception>
    public async ValueTask<bool> MoveNextAsync(CancellationToken cancellationToken)
    {
        await using var stop = cancellationToken.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), lifetime);
        try
        {
            return await parts.MoveNextAsync() ? true : throw new VendorException("The answer broke off.", isTransient: true);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await lifetime.CancelAsync();
        await parts.DisposeAsync();
        lifetime.Dispose();
    }
}
