using System.Text.Json.Nodes;

namespace SwipeReview.LlmRouter.Providers.LanguageModels;

/// <summary>Anthropic's Messages API, held to a schema by <c>output_config</c>.</summary>
internal sealed class AnthropicModel(HttpClient http, LanguageModelOptions options) : ILanguageModel
{
    public static readonly Uri Address = new("https://api.anthropic.com");

    private const string ApiVersion = "2023-06-01";

    public string Provider => "anthropic";

    public LanguageModelOptions Options => options;

    public static void Identify(HttpClient client, LanguageModelOptions options)
    {
        client.DefaultRequestHeaders.Add("x-api-key", options.ApiKey);
        client.DefaultRequestHeaders.Add("anthropic-version", ApiVersion);
    }

    public async Task<Completion> CompleteAsync(Prompt prompt, CancellationToken cancellationToken)
    {
        var answer = await http.AskJsonAsync(HttpMethod.Post, "v1/messages", new JsonObject
        {
            ["model"] = options.Model,
            ["max_tokens"] = options.MaxAnswerTokens,
            ["system"] = prompt.System,
            ["messages"] = new JsonArray(new JsonObject { ["role"] = "user", ["content"] = prompt.User }),
            ["output_config"] = new JsonObject
            {
                ["format"] = new JsonObject { ["type"] = "json_schema", ["schema"] = prompt.Schema },
            },
        }, ErrorOf, cancellationToken);
        var stop = answer["stop_reason"]?.GetValue<string>();
        if (stop is "max_tokens" or "refusal")
        {
            throw new VendorException(stop == "refusal" ? "The model refused." : "The answer was cut off.", isTransient: false);
        }

        var text = string.Concat(answer["content"]?.AsArray()
            .Where(part => part?["type"]?.GetValue<string>() == "text")
            .Select(part => part!["text"]?.GetValue<string>()) ?? []);
        return new Completion(text, answer["usage"]?["input_tokens"]?.GetValue<long>() ?? 0, answer["usage"]?["output_tokens"]?.GetValue<long>() ?? 0);
    }

    public Task ProbeAsync(CancellationToken cancellationToken) =>
        http.AskJsonAsync(HttpMethod.Get, $"v1/models/{Uri.EscapeDataString(options.Model)}", null, ErrorOf, cancellationToken);

    private static string? ErrorOf(JsonNode? body) => (body as JsonObject)?["error"]?["message"]?.ToString();
}
