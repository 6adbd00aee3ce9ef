using System.Text.Json;
using SwipeReview.ServiceDefaults.Api;

namespace SwipeReview.LlmRouter.Providers.LanguageModels;

/// <summary>Reads what a model wrote. Models wrap JSON in words and fences, and leave fields out; broken JSON is a failure.</summary>
internal static class ModelAnswer
{
    // What models say of themselves is not calibrated: a high one starts below the local rules' best.
    private static readonly Dictionary<string, double> Confidences = new(StringComparer.OrdinalIgnoreCase)
    {
        ["low"] = 0.5,
        ["medium"] = 0.65,
        ["high"] = 0.8,
    };

    private sealed record Answer(List<EditWords>? Edits);

    private sealed record EditWords(
        int? Block, string? Before, string? Quote, string? After, string? Replacement, string? Category, string? Confidence, string? Reason);

    /// <exception cref="ProviderException">There is no answer in it.</exception>
    public static IEnumerable<Draft> Read(string text)
    {
        var edits = Parse(text).Edits ?? throw new ProviderException("The model's answer has no edits.");
        return edits.Where(edit => edit is { Block: not null, Quote.Length: > 0, Replacement: not null }).Select(ToDraft);
    }

    private static Answer Parse(string text)
    {
        var start = text.IndexOf('{');
        var end = text.LastIndexOf('}');
        try
        {
            return start >= 0 && end > start
                ? JsonSerializer.Deserialize<Answer>(text.AsSpan(start, end - start + 1), ApiJson.Options)!
                : throw new ProviderException("The model's answer is not JSON.");
        }
        catch (JsonException fault)
        {
            throw new ProviderException("The model's answer is not JSON.", fault);
        }
    }

    private static Draft ToDraft(EditWords edit) => new(
        edit.Block!.Value, edit.Quote!, edit.Replacement!, edit.Category ?? "style", Pattern: null,
        Confidences.GetValueOrDefault(edit.Confidence ?? "low", 0.5), edit.Reason ?? "", Hint: null, edit.Before, edit.After);
}
