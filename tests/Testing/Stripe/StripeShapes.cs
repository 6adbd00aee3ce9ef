using System.Text.Json;
using System.Text.Json.Nodes;

namespace SwipeReview.Testing.Stripe;

/// <summary>
/// What Stripe's public OpenAPI description says of the objects that the stub makes, in the API version that is pinned:
/// which fields are always there, their types and enums. A name ends with <c>?</c> where it may be null; a field that is
/// not listed is one that nobody has looked up.
/// </summary>
public static class StripeShapes
{
    public const string ApiVersion = "2024-06-20";

    private static readonly JsonObject Shapes = Load();

    /// <summary>The kinds that are known: <c>charge</c>, <c>error</c> …</summary>
    public static IReadOnlyCollection<string> Kinds => [.. Shapes.Select(shape => shape.Key)];

    /// <summary>What is wrong with an answer or an event; nothing when it is as documented.</summary>
    public static IReadOnlyList<string> Violations(JsonNode? body)
    {
        var found = new List<string>();
        if (body?["error"] is { } error)
        {
            Check("error", error, "error", found);
        }
        else
        {
            Check((string?)body?["object"] ?? "", body, "", found);
        }

        return found;
    }

    private static void Check(string kind, JsonNode? node, string path, List<string> found)
    {
        if (node is not JsonObject fields || Shapes[kind] is not JsonObject shape)
        {
            found.Add($"{path}: no {kind}");
            return;
        }

        path = path.Length == 0 ? kind : path;
        found.AddRange(((string)shape["required"]!).Split(' ').Where(name => !fields.ContainsKey(name)).Select(name => $"{path}.{name} is missing"));
        foreach (var (name, value) in fields)
        {
            var type = name == "required" ? null : (string?)shape[name];
            if (type is null)
            {
                found.Add($"{path}.{name} is not a field of {kind}");
            }
            else if (!Fits(type, value, $"{path}.{name}", found))
            {
                found.Add($"{path}.{name} is {value?.ToJsonString() ?? "null"} and not {type}");
            }
        }

        var members = kind == "list" ? fields["data"] as JsonArray : null;
        foreach (var (index, one) in (members ?? []).Index())
        {
            Check((string?)one?["object"] ?? "", one, $"{path}.data[{index}]", found);
        }

        if (kind == "event")
        {
            var about = fields["data"]?["object"];
            Check((string?)about?["object"] ?? "", about, $"{path}.data.object", found);
        }
    }

    private static bool Fits(string type, JsonNode? value, string path, List<string> found)
    {
        if (value is null)
        {
            return type.EndsWith('?');
        }

        var (name, of) = type.TrimEnd('?').Split(':') is [var first, var second] ? (first, second) : (type.TrimEnd('?'), "");
        switch (name)
        {
            case "string":
                return value.GetValueKind() == JsonValueKind.String;
            case "currency":
                return value.GetValueKind() == JsonValueKind.String && (string)value! is { Length: 3 } code && code.All(char.IsAsciiLetterLower);
            case "integer":
                return value.GetValueKind() == JsonValueKind.Number && long.TryParse(value.ToJsonString(), out _);
            case "number":
                return value.GetValueKind() == JsonValueKind.Number;
            case "boolean":
                return value.GetValueKind() is JsonValueKind.True or JsonValueKind.False;
            case "object":
                return value is JsonObject;
            case "map":
                return value is JsonObject map && map.All(one => one.Value?.GetValueKind() == JsonValueKind.String);
            case "list":
                Check("list", value, path, found);
                return true;
            case "array":
                foreach (var (index, one) in (of.Length == 0 ? [] : value as JsonArray ?? []).Index())
                {
                    Check(of, one, $"{path}[{index}]", found);
                }

                return value is JsonArray;
            case "ref" when value is JsonObject: // expanded
                Check(of, value, path, found);
                return true;
            case "ref":
                return value.GetValueKind() == JsonValueKind.String;
            default:
                return value.GetValueKind() == JsonValueKind.String && name.Split('|').Contains((string)value!);
        }
    }

    private static JsonObject Load()
    {
        using var resource = typeof(StripeShapes).Assembly.GetManifestResourceStream($"stripe-shapes-{ApiVersion}")!;
        return JsonNode.Parse(resource)!.AsObject();
    }
}
