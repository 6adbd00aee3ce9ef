using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using SwipeReview.LlmRouter.Proposals;
using SwipeReview.ServiceDefaults.Api;

namespace SwipeReview.LlmRouter.Providers.LanguageModels;

/// <summary>What a language model is told, from the versioned files in <c>Prompts/</c>.</summary>
/// <param name="System">The rules, and the task in words.</param>
/// <param name="User">The text as JSON, so that it can't be taken for the rules.</param>
internal sealed record Prompt(string System, string User)
{
    private static readonly ConcurrentDictionary<string, string> Files = new(StringComparer.Ordinal);

    /// <summary>The form of the answer, for vendors that can hold a model to a schema.</summary>
    public static JsonNode Schema => JsonNode.Parse(SchemaText)!;

    public static string SchemaText => Read("proposals.schema.json");

    public static Prompt For(ProviderRequest request, IEnumerable<Piece> pieces)
    {
        var wish = string.IsNullOrWhiteSpace(request.Instructions) ? "" : $"\n\nThe writer's wish: {request.Instructions.Trim()}";
        var user = JsonSerializer.Serialize(new
        {
            task = request.Task.Name,
            language = request.Language,
            blocks = pieces.Select(piece => new { block = piece.Block, text = piece.Text }),
        }, ApiJson.Options);
        return new Prompt($"{Read("system.v1.md")}\n{TaskText(request.Task)}{wish}", user);
    }

    private static string TaskText(ProposalTask task) => Read($"{task.Name}.v{task.Version}.md");

    private static string Read(string file) => Files.GetOrAdd(file, static name =>
    {
        using var stream = typeof(Prompt).Assembly.GetManifestResourceStream($"prompts/{name}")
            ?? throw new InvalidOperationException($"There is no prompt file {name}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Trim();
    });
}
