using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;

namespace SwipeReview.LlmRouter.Providers.LanguageModels;

/// <summary>Ollama's own API: <c>/api/chat</c> as lines of JSON, held to a schema; <c>/api/tags</c> for what is pulled.</summary>
internal sealed class OllamaModel(HttpClient http, string model, LanguageModelOptions options) : ILanguageModel
{
    public static readonly Uri Address = new("http://127.0.0.1:11434");

    public string Provider => "ollama";

    public string Model => model;

    public async IAsyncEnumerable<ModelPart> StreamAsync(ModelQuestion question, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var line in http.StreamLinesAsync("api/chat", Body(question), ErrorOf, cancellationToken))
        {
            var part = VendorHttp.ParseEvent(line);
            if (ErrorOf(part) is { } error)
            {
                throw new VendorException(error, isTransient: true);
            }

            var text = part.At("message").At("content").Word() ?? "";
            if (part.At("done") is not JsonValue done || !done.TryGetValue<bool>(out var isDone) || !isDone)
            {
                yield return new ModelPart(text);
                continue;
            }

            yield return new ModelPart(
                text, part.At("done_reason").Word() == "length" ? ModelStop.Length : ModelStop.Done, part.At("prompt_eval_count").Number(), part.At("eval_count").Number());
            yield break;
        }
    }

    public async Task<IReadOnlyList<string>> ProbeAsync(CancellationToken cancellationToken)
    {
        var tags = await http.GetJsonAsync("api/tags", ErrorOf, cancellationToken);
        IReadOnlyList<string> pulled = [.. (tags.At("models") as JsonArray ?? []).Select(found => found.At("name").Word()).OfType<string>()];
        // “llama3” means “llama3:latest”.
        var wanted = model.Contains(':') ? model : $"{model}:latest";
        return pulled.Contains(wanted, StringComparer.OrdinalIgnoreCase) ? pulled : throw new VendorException(
            $"The model {model} is not pulled; there {(pulled.Count == 0 ? "are none" : $"is {string.Join(", ", pulled)}")}.", isTransient: false);
    }

    private JsonObject Body(ModelQuestion question)
    {
        var messages = new JsonArray([.. question.Messages.Select(message => new JsonObject { ["role"] = message.Role, ["content"] = message.Content })]);
        if (question.System is { } system)
        {
            messages.Insert(0, new JsonObject { ["role"] = "system", ["content"] = system });
        }

        var settings = new JsonObject
        {
            ["num_predict"] = question.MaxTokens,
            // Ollama's default window is smaller than our prompt and cuts it without a word.
            ["num_ctx"] = options.Window,
        };
        // Edits are to be the same every time.
        if ((question.Temperature ?? (question.Schema is null ? null : 0)) is { } temperature)
        {
            settings["temperature"] = temperature;
        }

        var body = new JsonObject
        {
            ["model"] = model,
            ["messages"] = messages,
            ["stream"] = true,
            ["keep_alive"] = string.Create(CultureInfo.InvariantCulture, $"{options.KeepAlive.TotalSeconds:0}s"),
            ["options"] = settings,
        };
        if (question.SchemaNode is { } schema)
        {
            body["format"] = schema;
        }

        return body;
    }

    private static string? ErrorOf(JsonNode? body) => body.At("error")?.ToString();
}
