using System.Text.Json.Nodes;

namespace SwipeReview.LlmRouter.Providers.LanguageModels;

/// <summary>Ollama's own API: <c>/api/chat</c> held to a schema, <c>/api/tags</c> for what is pulled.</summary>
internal sealed class OllamaModel(HttpClient http, LanguageModelOptions options) : ILanguageModel
{
    public static readonly Uri Address = new("http://127.0.0.1:11434");

    public string Provider => "ollama";

    public LanguageModelOptions Options => options;

    public async Task<Completion> CompleteAsync(Prompt prompt, CancellationToken cancellationToken)
    {
        var answer = await http.AskJsonAsync(HttpMethod.Post, "api/chat", new JsonObject
        {
            ["model"] = options.Model,
            ["messages"] = new JsonArray(
                new JsonObject { ["role"] = "system", ["content"] = prompt.System },
                new JsonObject { ["role"] = "user", ["content"] = prompt.User }),
            ["format"] = prompt.Schema,
            ["stream"] = false,
            ["options"] = new JsonObject
            {
                ["temperature"] = 0,
                ["num_predict"] = options.MaxAnswerTokens,
                // Ollama's default window is smaller than our prompt and cuts it without a word.
                ["num_ctx"] = (options.CharactersPerCall / 3) + options.MaxAnswerTokens + 1_024,
            },
        }, ErrorOf, cancellationToken);
        if (answer["done_reason"]?.GetValue<string>() == "length")
        {
            throw new VendorException("The answer was cut off.", isTransient: false);
        }

        return new Completion(
            answer["message"]?["content"]?.GetValue<string>() ?? throw new VendorException("The answer has no message.", isTransient: true),
            answer["prompt_eval_count"]?.GetValue<long>() ?? 0,
            answer["eval_count"]?.GetValue<long>() ?? 0);
    }

    public async Task ProbeAsync(CancellationToken cancellationToken)
    {
        var tags = await http.AskJsonAsync(HttpMethod.Get, "api/tags", null, ErrorOf, cancellationToken);
        var pulled = tags["models"]?.AsArray().Select(model => model?["name"]?.GetValue<string>()) ?? [];
        // “llama3” means “llama3:latest”.
        var wanted = options.Model.Contains(':') ? options.Model : $"{options.Model}:latest";
        if (!pulled.Contains(wanted, StringComparer.OrdinalIgnoreCase))
        {
            throw new VendorException($"The model {options.Model} is not pulled.", isTransient: false);
        }
    }

    private static string? ErrorOf(JsonNode? body) => (body as JsonObject)?["error"]?.ToString();
}
