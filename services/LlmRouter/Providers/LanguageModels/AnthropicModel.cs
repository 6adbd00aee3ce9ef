using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;

namespace SwipeReview.LlmRouter.Providers.LanguageModels;

/// <summary>Anthropic's Messages API as server-sent events, held to a schema by <c>output_config</c>.</summary>
internal sealed class AnthropicModel(HttpClient http, string model) : ILanguageModel
{
    public static readonly Uri Address = new("https://api.anthropic.com");

    private const string ApiVersion = "2023-06-01";
    private const string Data = "data:";

    public string Provider => "anthropic";

    public string Model => model;

    public static void Identify(HttpClient client, LanguageModelOptions options)
    {
        client.DefaultRequestHeaders.Add("x-api-key", options.ApiKey);
        client.DefaultRequestHeaders.Add("anthropic-version", ApiVersion);
    }

    public async IAsyncEnumerable<ModelPart> StreamAsync(ModelQuestion question, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ModelStop? stop = null;
        await foreach (var line in http.StreamLinesAsync("v1/messages", Body(question), ErrorOf, cancellationToken))
        {
            if (!line.StartsWith(Data, StringComparison.Ordinal))
            {
                continue; // the event's name is in its data too
            }

            var part = VendorHttp.ParseEvent(line[Data.Length..]);
            switch (part.At("type").Word())
            {
                case "message_start":
                    yield return new ModelPart(InputTokens: part.At("message").At("usage").At("input_tokens").Number());
                    break;
                case "content_block_delta":
                    yield return new ModelPart(part.At("delta").At("text").Word() ?? "");
                    break;
                case "message_delta":
                    stop = part.At("delta").At("stop_reason").Word() switch
                    {
                        "max_tokens" => ModelStop.Length,
                        "refusal" => ModelStop.Refused,
                        null => null,
                        _ => ModelStop.Done,
                    };
                    yield return new ModelPart(OutputTokens: part.At("usage").At("output_tokens").Number());
                    break;
                case "message_stop":
                    yield return new ModelPart(Stop: stop ?? ModelStop.Done);
                    yield break;
                case "error":
                    throw new VendorException(ErrorOf(part) ?? "error", part.At("error").At("type").Word() is "overloaded_error" or "api_error" or "rate_limit_error" or "timeout_error");
                default:
                    break; // ping, the ends of blocks, and what is yet to be invented
            }
        }
    }

    public async Task<IReadOnlyList<string>> ProbeAsync(CancellationToken cancellationToken)
    {
        await http.GetJsonAsync($"v1/models/{Uri.EscapeDataString(model)}", ErrorOf, cancellationToken);
        return [];
    }

    private JsonObject Body(ModelQuestion question)
    {
        var body = new JsonObject
        {
            ["model"] = model,
            ["max_tokens"] = question.MaxTokens,
            ["messages"] = new JsonArray([.. question.Messages.Select(message => new JsonObject { ["role"] = message.Role, ["content"] = message.Content })]),
            ["stream"] = true,
        };
        if (question.System is { } system)
        {
            body["system"] = system;
        }

        if (question.Temperature is { } temperature)
        {
            body["temperature"] = temperature;
        }

        if (question.SchemaNode is { } schema)
        {
            body["output_config"] = new JsonObject { ["format"] = new JsonObject { ["type"] = "json_schema", ["schema"] = schema } };
        }

        return body;
    }

    private static string? ErrorOf(JsonNode? body) => body.At("error").At("message")?.ToString();
}
