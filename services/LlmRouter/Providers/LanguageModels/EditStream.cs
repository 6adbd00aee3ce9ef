using System.Text;
using System.Text.Json;
using SwipeReview.LlmRouter.Proposals;
using SwipeReview.ServiceDefaults.Api;

namespace SwipeReview.LlmRouter.Providers.LanguageModels;

/// <summary>
/// Reads <c>{"edits":[…]}</c> out of what a model writes, edit by edit while it still writes. Models wrap JSON in words
/// and fences, think aloud in braces, and leave fields out.
/// </summary>
internal sealed class EditStream
{
    private const int EditLevel = 2; // an object in an array in an object

    // What models say of themselves is not calibrated: a high one starts below the local rules' best.
    private static readonly Dictionary<string, double> Confidences = new(StringComparer.OrdinalIgnoreCase)
    {
        ["low"] = 0.5,
        ["medium"] = 0.65,
        ["high"] = 0.8,
    };

    private readonly StringBuilder edit = new();
    private readonly StringBuilder word = new();
    private readonly Stack<char> open = new();
    private bool inString;
    private bool escaped;
    private bool inEdits;
    private bool sawEdits;

    private sealed record EditWords(
        int? Block, string? Before, string? Quote, string? After, string? Replacement, string? Category, string? Confidence, string? Reason);

    /// <summary>The list of edits came to its end.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>Edits that could not be read.</summary>
    public int Malformed { get; private set; }

    /// <returns>The edits that this bit of the answer completes.</returns>
    public IEnumerable<Draft> Read(string text)
    {
        foreach (var letter in text)
        {
            if (IsComplete)
            {
                yield break;
            }

            var inEdit = open.Count > EditLevel && inEdits;
            Step(letter);
            if (inEdit || (open.Count > EditLevel && inEdits))
            {
                edit.Append(letter);
            }

            if (inEdit && open.Count == EditLevel)
            {
                if (Parse(edit.ToString()) is { } draft)
                {
                    yield return draft;
                }
                else
                {
                    Malformed++;
                }

                edit.Clear();
            }
        }
    }

    private void Step(char letter)
    {
        if (inString)
        {
            InString(letter);
            return;
        }

        switch (letter)
        {
            case '"' when open.Count > 0:
                inString = true;
                word.Clear();
                break;
            case '{':
                open.Push(letter);
                break;
            case '[' when open.Count > 0:
                inEdits |= open.Count == 1 && word.Equals("edits");
                sawEdits |= inEdits;
                open.Push(letter);
                break;
            case '}' or ']' when open.Count > 0:
                open.Pop();
                IsComplete = sawEdits && open.Count <= 1;
                inEdits &= open.Count >= EditLevel;
                break;
        }
    }

    private void InString(char letter)
    {
        if (escaped)
        {
            escaped = false;
        }
        else if (letter == '\\')
        {
            escaped = true;
        }
        else if (letter == '"')
        {
            inString = false;
        }
        else if (open.Count == 1)
        {
            word.Append(letter);
        }
    }

    private static Draft? Parse(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<EditWords>(json, ApiJson.Options) is { Block: { } block, Quote: { Length: > 0 } quote, Replacement: { } replacement } edit
                ? new Draft(
                    block, quote, replacement, edit.Category ?? "style", Pattern: null, Confidences.GetValueOrDefault(edit.Confidence ?? "low", 0.5),
                    edit.Reason ?? "", Hint: null, edit.Before, edit.After)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
