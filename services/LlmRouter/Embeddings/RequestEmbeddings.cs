using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using SwipeReview.LlmRouter.Providers;
using SwipeReview.LlmRouter.Providers.Local;
using SwipeReview.ServiceDefaults.Errors;

namespace SwipeReview.LlmRouter.Embeddings;

/// <summary>Sentence vectors by the model on this machine: similar meaning, near vectors.</summary>
internal static class RequestEmbeddings
{
    private const int MaxTextLength = 20_000;

    // local-models takes so many at once; larger requests go in parts, so that others get their turn in between.
    private const int BatchSize = 128;

    public sealed record Request(IReadOnlyList<string> Texts);

    /// <summary>One vector per text, in order, all of the same length.</summary>
    public sealed record Response(string Model, IReadOnlyList<float[]> Vectors);

    public static async Task<Results<Ok<Response>, ErrorResult>> HandleAsync(
        Request request, LocalModelsClient models, IOptions<RouterOptions> options, CancellationToken cancellationToken)
    {
        if (request.Texts is not { Count: > 0 } texts || texts.Count > options.Value.MaxEmbeddingTexts)
        {
            return ErrorResults.Validation($"Send 1 to {options.Value.MaxEmbeddingTexts} texts.", "texts");
        }

        if (texts.Any(text => text is null || text.Length > MaxTextLength))
        {
            return ErrorResults.Validation($"A text has at most {MaxTextLength} characters.", "texts");
        }

        try
        {
            var answers = await Task.WhenAll(texts.Chunk(BatchSize).Select(batch => models.EmbedAsync(batch, cancellationToken)));
            return TypedResults.Ok(new Response(answers[0].Model, [.. answers.SelectMany(answer => answer.Vectors)]));
        }
        catch (ProviderException)
        {
            return ErrorResults.Unavailable("The embedding model does not answer now.");
        }
    }
}
