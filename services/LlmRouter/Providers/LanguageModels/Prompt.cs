using System.Text.Json;
using System.Text.Json.Nodes;
using SwipeReview.LlmRouter.Tasks;
using SwipeReview.ServiceDefaults.Api;

namespace SwipeReview.LlmRouter.Providers.LanguageModels;

/// <summary>What a language model is told.</summary>
/// <param name="System">The rules, and the task in words.</param>
/// <param name="User">The text as JSON, so that it can't be taken for the rules.</param>
/// <param name="SchemaText">The form of the answer, for vendors that can hold a model to a JSON Schema.</param>
internal sealed record Prompt(string System, string User, string SchemaText)
{
    /// <summary>A copy: a node belongs to one request.</summary>
    public JsonNode Schema => JsonNode.Parse(SchemaText)!;

    public static Prompt For(ProviderRequest request, IEnumerable<Piece> pieces)
    {
        var wish = string.IsNullOrWhiteSpace(request.Instructions) ? "" : $"\n\nThe writer's wish: {request.Instructions.Trim()}";
        var user = JsonSerializer.Serialize(new
        {
            task = request.Task.Name,
            language = request.Language,
            blocks = pieces.Select(piece => new { block = piece.Block, text = piece.Text }),
        }, ApiJson.Options);
        return new Prompt($"{request.Task.Prompt()}{wish}", user, request.Task.Schema());
    }
}
