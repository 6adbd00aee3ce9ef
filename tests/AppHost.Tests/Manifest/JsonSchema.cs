using System.Text.Json;

namespace SwipeReview.AppHost.Tests.Manifest;

/// <summary>Validates against a JSON Schema, draft 7: the keywords that Aspire's manifest schema uses, and it refuses others.</summary>
internal sealed class JsonSchema(JsonElement root)
{
    private static readonly string[] Annotations = ["$schema", "$id", "description", "definitions", "properties", "items", "additionalProperties"];

    /// <summary>What is wrong and where; empty when the document is valid.</summary>
    public IReadOnlyList<string> Validate(JsonElement document) => [.. Check(root, document, "$")];

    private IEnumerable<string> Check(JsonElement schema, JsonElement value, string at)
    {
        if (schema.ValueKind is JsonValueKind.True or JsonValueKind.False)
            return schema.GetBoolean() ? [] : [$"{at} must not be there"];

        return schema.EnumerateObject().SelectMany(keyword => keyword.Name switch
        {
            "$ref" => Check(Resolve(keyword.Value.GetString()!), value, at),
            "type" => IsOfType(keyword.Value.GetString()!, value) ? [] : [$"{at} is no {keyword.Value}"],
            "const" => JsonElement.DeepEquals(keyword.Value, value) ? [] : [$"{at} is not {keyword.Value}"],
            "enum" => keyword.Value.EnumerateArray().Any(allowed => JsonElement.DeepEquals(allowed, value)) ? [] : [$"{at} is none of {keyword.Value}"],
            "required" => Required(keyword.Value, value, at),
            "oneOf" => OneOf(keyword.Value, value, at),
            "allOf" => keyword.Value.EnumerateArray().SelectMany(each => Check(each, value, at)),
            "not" => Check(keyword.Value, value, at).Any() ? [] : [$"{at} is what it must not be"],
            _ => Annotations.Contains(keyword.Name) ? [] : throw new NotSupportedException($"The schema uses '{keyword.Name}'."),
        }).Concat(Members(schema, value, at));
    }

    private IEnumerable<string> Members(JsonElement schema, JsonElement value, string at)
    {
        if (value.ValueKind == JsonValueKind.Array && schema.TryGetProperty("items", out var items))
            return value.EnumerateArray().SelectMany((item, index) => Check(items, item, $"{at}[{index}]"));
        if (value.ValueKind != JsonValueKind.Object)
            return [];

        var hasProperties = schema.TryGetProperty("properties", out var properties);
        var hasOthers = schema.TryGetProperty("additionalProperties", out var others);
        return value.EnumerateObject().SelectMany(member =>
            hasProperties && properties.TryGetProperty(member.Name, out var known) ? Check(known, member.Value, $"{at}.{member.Name}")
            : hasOthers ? Check(others, member.Value, $"{at}.{member.Name}")
            : []);
    }

    private static IEnumerable<string> Required(JsonElement names, JsonElement value, string at) =>
        value.ValueKind != JsonValueKind.Object ? [] :
        names.EnumerateArray().Where(name => !value.TryGetProperty(name.GetString()!, out _)).Select(name => $"{at} has no {name}");

    private IEnumerable<string> OneOf(JsonElement choices, JsonElement value, string at)
    {
        var faults = choices.EnumerateArray().Select(choice => Check(choice, value, at).ToList()).ToList();
        var fitting = faults.Count(found => found.Count == 0);
        return fitting switch
        {
            1 => [],
            0 => [$"{at} fits nothing: {string.Join("; ", faults.MinBy(found => found.Count)!)}"],
            _ => [$"{at} fits {fitting} forms at once"],
        };
    }

    private JsonElement Resolve(string reference) =>
        reference.TrimStart('#').Split('/', StringSplitOptions.RemoveEmptyEntries).Aggregate(root, (element, name) => element.GetProperty(name));

    private static bool IsOfType(string type, JsonElement value) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "number" => value.ValueKind == JsonValueKind.Number,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        _ => throw new NotSupportedException($"The schema uses the type '{type}'."),
    };
}
