using System.Text.Encodings.Web;
using System.Text.Json;
using SwipeReview.LlmRouter.Tasks;
using SwipeReview.ServiceDefaults.Api;

namespace SwipeReview.LlmRouter.Providers.LanguageModels;

/// <summary>What a language model is told for a task: the rules apart from the text, which goes as JSON so that it can't be taken for them.</summary>
internal static class Prompt
{
    // Escaped as \uXXXX a text in Greek would take three times the tokens. Nothing here ends up in HTML.
    private static readonly JsonSerializerOptions Plain = new(ApiJson.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static ModelQuestion For(ProviderRequest request, int maxAnswerTokens)
    {
        var wish = string.IsNullOrWhiteSpace(request.Instructions) ? "" : $"\n\nThe writer's wish: {request.Instructions.Trim()}";
        var numbers = request.KeepNumbers ? "\n\nEvery number stays as it is." : "";
        return new ModelQuestion($"{request.Task.Prompt()}{numbers}{wish}", [new ModelMessage("user", User(request))], request.Task.Schema(), maxAnswerTokens);
    }

    private static string User(ProviderRequest request)
    {
        var user = new Dictionary<string, object?>(StringComparer.Ordinal) { ["task"] = request.Task.Name };
        Add("language", request.Language);
        Add("title", request.Context?.Title);
        Add("glossary", request.Context?.Glossary is { Count: > 0 } terms ? terms : null);
        Add("textBefore", request.Context?.Before);
        user["blocks"] = request.Blocks.Select((block, number) => new { block = number, kind = block.Kind, text = block.Text });
        Add("textAfter", request.Context?.After);
        return JsonSerializer.Serialize(user, Plain);

        void Add(string name, object? value)
        {
            if (value is not null)
            {
                user[name] = value;
            }
        }
    }
}
