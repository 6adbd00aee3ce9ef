using System.Text.Json.Nodes;
using SwipeReview.Gateway.Documents;

namespace SwipeReview.Gateway.Tests.Documents;

public sealed class ApiDocumentMergeTests
{
    [Fact]
    public void Paths_come_together_and_those_that_are_not_routed_stay_out()
    {
        var merged = Merge(
            ("storage", """{"paths":{"/api/v1/uploads":{"get":{"operationId":"list"}},"/internal/files":{}}}"""),
            ("jobs", """{"paths":{"/api/v1/jobs":{"get":{}}}}"""));

        Assert.Equal(["/api/v1/jobs", "/api/v1/uploads"], Names(merged["paths"]));
        Assert.Equal("list", (string?)merged["paths"]!["/api/v1/uploads"]!["get"]!["operationId"]);
        Assert.Equal("/", (string?)merged["servers"]![0]!["url"]);
        Assert.NotNull(merged["security"]![0]!["bearer"]);
    }

    [Fact]
    public void A_component_that_two_services_define_alike_is_there_once()
    {
        const string shared = """{"components":{"schemas":{"Money":{"type":"object","properties":{"amount":{"type":"string"}}}},"securitySchemes":{"bearer":{"type":"http"}}}}""";

        var merged = Merge(("payment", shared), ("delivery", shared));

        Assert.Equal(["Money"], Names(merged["components"]!["schemas"]));
        Assert.Equal(["bearer"], Names(merged["components"]!["securitySchemes"]));
    }

    [Fact]
    public void A_component_that_they_define_differently_is_renamed_with_all_that_refers_to_it()
    {
        var merged = Merge(
            ("payment", """{"paths":{"/api/v1/payments":{"$ref":"#/components/schemas/Status"}},"components":{"schemas":{"Status":{"enum":["pending"]}}}}"""),
            ("delivery", """
                {"paths":{"/api/v1/downloads":{"$ref":"#/components/schemas/Status"}},
                 "components":{"schemas":{"Status":{"enum":["building"]},"List":{"items":{"$ref":"#/components/schemas/Status"}}}}}
                """));

        Assert.Equal(["DeliveryStatus", "List", "Status"], Names(merged["components"]!["schemas"]));
        Assert.Equal("#/components/schemas/Status", (string?)merged["paths"]!["/api/v1/payments"]!["$ref"]);
        Assert.Equal("#/components/schemas/DeliveryStatus", (string?)merged["paths"]!["/api/v1/downloads"]!["$ref"]);
        Assert.Equal("#/components/schemas/DeliveryStatus", (string?)merged["components"]!["schemas"]!["List"]!["items"]!["$ref"]);
    }

    [Fact]
    public void What_looks_alike_but_means_something_else_is_renamed_too()
    {
        const string page = """ "Page":{"properties":{"items":{"items":{"$ref":"#/components/schemas/Item"}}}} """;
        const string book = """ "Book":{"properties":{"first":{"$ref":"#/components/schemas/Page"}}} """;

        var merged = Merge(
            ("payment", $$"""{"components":{"schemas":{"Item":{"type":"string"},{{page}},{{book}} } } }"""),
            ("delivery", $$"""{"components":{"schemas":{"Item":{"type":"integer"},{{page}},{{book}} } } }"""));

        var schemas = merged["components"]!["schemas"]!;
        Assert.Equal(["Book", "DeliveryBook", "DeliveryItem", "DeliveryPage", "Item", "Page"], Names(schemas));
        Assert.Equal("#/components/schemas/DeliveryPage", (string?)schemas["DeliveryBook"]!["properties"]!["first"]!["$ref"]);
        Assert.Equal("#/components/schemas/DeliveryItem", (string?)schemas["DeliveryPage"]!["properties"]!["items"]!["items"]!["$ref"]);
        Assert.Equal("#/components/schemas/Item", (string?)schemas["Page"]!["properties"]!["items"]!["items"]!["$ref"]);
    }

    [Fact]
    public void A_schema_that_refers_to_itself_and_a_discriminator_follow_their_new_names()
    {
        const string tree = """
            {"components":{"schemas":{"Node":{"title":"TITLE","items":{"$ref":"#/components/schemas/Node"},
             "discriminator":{"propertyName":"kind","mapping":{"node":"#/components/schemas/Node"}}}}}}
            """;

        var merged = Merge(("payment", tree.Replace("TITLE", "one", StringComparison.Ordinal)), ("delivery", tree.Replace("TITLE", "two", StringComparison.Ordinal)));

        var renamed = merged["components"]!["schemas"]!["DeliveryNode"]!;
        Assert.Equal("#/components/schemas/DeliveryNode", (string?)renamed["items"]!["$ref"]);
        Assert.Equal("#/components/schemas/DeliveryNode", (string?)renamed["discriminator"]!["mapping"]!["node"]);
    }

    [Fact]
    public void The_result_does_not_depend_on_who_answered_with_which_order()
    {
        var document = """{"paths":{"/api/v1/b":{},"/api/v1/a":{}},"components":{"schemas":{"B":{},"A":{}}},"tags":[{"name":"Z"},{"name":"Y"}]}""";

        var merged = Merge(("jobs", document));

        Assert.Equal(["/api/v1/a", "/api/v1/b"], Names(merged["paths"]));
        Assert.Equal(["A", "B"], Names(merged["components"]!["schemas"]));
        Assert.Equal(["Y", "Z"], merged["tags"]!.AsArray().Select(tag => (string?)tag!["name"]));
    }

    private static JsonObject Merge(params (string Service, string Document)[] documents) => ApiDocumentMerge.Merge(
        documents.Select(document => (document.Service, JsonNode.Parse(document.Document)!.AsObject())),
        path => path.StartsWith("/api/", StringComparison.Ordinal));

    private static IEnumerable<string> Names(JsonNode? node) => node!.AsObject().Select(property => property.Key);
}
