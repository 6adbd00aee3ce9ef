using System.Text.Json.Nodes;

namespace SwipeReview.Gateway.Documents;

/// <summary>
/// Makes one OpenAPI document of the services' own. A component that two of them define alike is kept once; one that
/// they define differently is renamed with the service's name in front, with all that refers to it.
/// </summary>
internal static class ApiDocumentMerge
{
    private const string ComponentPrefix = "#/components/";

    /// <param name="isPublic">Says which paths the gateway routes: no other is in the result.</param>
    public static JsonObject Merge(IEnumerable<(string Service, JsonObject Document)> documents, Func<string, bool> isPublic)
    {
        var paths = new SortedDictionary<string, JsonNode?>(StringComparer.Ordinal);
        var components = new SortedDictionary<string, JsonNode>(StringComparer.Ordinal);
        var tags = new SortedDictionary<string, JsonNode?>(StringComparer.Ordinal);
        foreach (var (service, given) in documents)
        {
            var document = RenameConflicts(given, service, components);
            foreach (var (pointer, component) in Components(document))
            {
                components.TryAdd(pointer, component.DeepClone());
            }

            foreach (var (path, item) in document["paths"]?.AsObject() ?? [])
            {
                if (isPublic(path))
                {
                    paths.TryAdd(path, item?.DeepClone());
                }
            }

            foreach (var tag in document["tags"]?.AsArray() ?? [])
            {
                tags.TryAdd(tag!["name"]!.GetValue<string>(), tag.DeepClone());
            }
        }

        return new JsonObject
        {
            ["openapi"] = "3.1.1",
            ["info"] = new JsonObject { ["title"] = "SwipeReview", ["version"] = "v1" },
            ["servers"] = new JsonArray(new JsonObject { ["url"] = "/" }),
            ["paths"] = new JsonObject(paths),
            ["components"] = Nest(components),
            ["security"] = new JsonArray(new JsonObject { ["bearer"] = new JsonArray() }),
            ["tags"] = new JsonArray([.. tags.Values]),
        };
    }

    private static JsonObject RenameConflicts(JsonObject document, string service, SortedDictionary<string, JsonNode> known)
    {
        var own = Components(document).ToDictionary(component => component.Pointer, component => component.Value, StringComparer.Ordinal);
        var conflicts = own.Where(component => known.TryGetValue(component.Key, out var other) && !JsonNode.DeepEquals(component.Value, other))
            .Select(component => component.Key).ToHashSet(StringComparer.Ordinal);

        // What looks alike but refers to something that is renamed is not alike.
        while (own.Where(component => known.ContainsKey(component.Key) && !conflicts.Contains(component.Key) && References(component.Value).Any(conflicts.Contains))
            .Select(component => component.Key).ToArray() is { Length: > 0 } more)
        {
            conflicts.UnionWith(more);
        }

        return conflicts.Count == 0 ? document : Rename(document, conflicts, service);
    }

    private static JsonObject Rename(JsonObject document, HashSet<string> pointers, string service)
    {
        var renamed = document.DeepClone().AsObject();
        foreach (var pointer in pointers)
        {
            var (section, name) = Split(pointer);
            var owner = renamed["components"]![section]!.AsObject();
            var component = owner[name];
            owner.Remove(name);
            owner[NewName(name, service)] = component;
        }

        foreach (var reference in ReferenceNodes(renamed).Where(reference => pointers.Contains(reference.GetValue<string>())).ToArray())
        {
            var (section, name) = Split(reference.GetValue<string>());
            reference.ReplaceWith($"{ComponentPrefix}{section}/{NewName(name, service)}");
        }

        return renamed;
    }

    private static string NewName(string name, string service) => $"{char.ToUpperInvariant(service[0])}{service[1..]}{name}";

    private static (string Section, string Name) Split(string pointer)
    {
        var parts = pointer[ComponentPrefix.Length..].Split('/', 2);
        return (parts[0], parts[1]);
    }

    private static IEnumerable<(string Pointer, JsonNode Value)> Components(JsonObject document) =>
        from section in document["components"]?.AsObject() ?? []
        from component in section.Value?.AsObject() ?? []
        where component.Value is not null
        select ($"{ComponentPrefix}{section.Key}/{component.Key}", component.Value);

    private static JsonObject Nest(SortedDictionary<string, JsonNode> components)
    {
        var nested = new JsonObject();
        foreach (var (pointer, component) in components)
        {
            var (section, name) = Split(pointer);
            nested.TryAdd(section, new JsonObject());
            nested[section]!.AsObject().Add(name, component);
        }

        return nested;
    }

    private static IEnumerable<string> References(JsonNode? node) => ReferenceNodes(node).Select(reference => reference.GetValue<string>());

    /// <summary>The values of <c>$ref</c> and of discriminators' mappings.</summary>
    private static IEnumerable<JsonValue> ReferenceNodes(JsonNode? node) => node switch
    {
        JsonObject owner => owner.SelectMany(property => property.Value is JsonValue value
            ? property.Key == "$ref" || owner.GetPropertyNameOrNull() == "mapping" ? [value] : []
            : ReferenceNodes(property.Value)),
        JsonArray items => items.SelectMany(ReferenceNodes),
        _ => [],
    };

    private static string? GetPropertyNameOrNull(this JsonObject owner) => owner.Parent is JsonObject ? owner.GetPropertyName() : null;
}
