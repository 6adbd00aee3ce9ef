using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.Options;
using Polly.CircuitBreaker;
using Polly.Timeout;
using SwipeReview.ServiceDefaults.Api;
using SwipeReview.ServiceDefaults.Http;

namespace SwipeReview.LlmRouter.Providers.Local;

/// <summary>The process <c>local-models</c>: a grammar engine and an embedding model on this machine.</summary>
internal sealed class LocalModelsClient(HttpClient http, LocalModelsPlaces places, IOptions<LocalOptions> options, TimeProvider clock)
{
    public sealed record ProofreadAnswer(string Engine, string? Language, IReadOnlyList<TextResult> Results);

    /// <summary>A text that the engine failed on; the next time it may not.</summary>
    public const string EngineError = "engine-error";

    /// <param name="Skipped">Why the text was not worked on: <c>not-english</c> or <c>engine-error</c>.</param>
    public sealed record TextResult(IReadOnlyList<Lint> Lints, string? Skipped);

    /// <summary>Offsets are UTF-16 code units of the text.</summary>
    public sealed record Lint(
        int Start, int End, string Original, string Replacement, string Category, string Pattern, string Rule, double Confidence, string Reason);

    public sealed record EmbeddingsAnswer(string Model, float[][] Vectors);

    public Task<ProofreadAnswer> ProofreadAsync(IEnumerable<string> texts, string task, string? language, CancellationToken cancellationToken) =>
        PostAsync<ProofreadAnswer>("/proofread", new { texts, task, language }, cancellationToken);

    public Task<EmbeddingsAnswer> EmbedAsync(IEnumerable<string> texts, CancellationToken cancellationToken) =>
        PostAsync<EmbeddingsAnswer>("/embeddings", new { texts }, cancellationToken);

    public Task CheckHealthAsync(CancellationToken cancellationToken) =>
        TryAsync(async () =>
        {
            using var answer = await http.GetAsync("/health", cancellationToken);
            answer.EnsureSuccessStatusCode();
            return answer.StatusCode;
        });

    private Task<T> PostAsync<T>(string path, object body, CancellationToken cancellationToken) =>
        TryAsync(async () =>
        {
            using var place = await places.TakeAsync(cancellationToken);
            var started = clock.GetTimestamp();
            while (true)
            {
                // A question without effect: it may be asked again.
                using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body, options: ApiJson.Options) }.MarkSafeToRepeat();
                using var answer = await http.SendAsync(request, cancellationToken);
                if (answer.StatusCode == HttpStatusCode.OK)
                {
                    return await answer.Content.ReadFromJsonAsync<T>(ApiJson.Options, cancellationToken)
                        ?? throw new ProviderException("local-models answered null.");
                }

                // Its line is full, and it says when there will be room: nothing is wrong with it.
                if (answer.StatusCode != HttpStatusCode.ServiceUnavailable
                    || answer.Headers.RetryAfter?.Delta is not { } pause
                    || clock.GetElapsedTime(started) + pause > options.Value.Timeout)
                {
                    throw new ProviderException($"local-models answered {(int)answer.StatusCode}.");
                }

                await Task.Delay(pause, clock, cancellationToken);
            }
        });

    private static async Task<T> TryAsync<T>(Func<Task<T>> call)
    {
        try
        {
            return await call();
        }
        catch (Exception fault) when (fault is HttpRequestException or TimeoutRejectedException or BrokenCircuitException or System.Text.Json.JsonException)
        {
            throw new ProviderException($"local-models: {fault.Message}", fault);
        }
    }
}
