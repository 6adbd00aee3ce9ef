using System.Net;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using SwipeReview.Gateway.Tests.Support;

namespace SwipeReview.Gateway.Tests.Documents;

public sealed class MergedApiDocumentTests(GatewayApp app) : IClassFixture<GatewayApp>
{
    private const string OfJobs = """
        {"openapi":"3.1.1","info":{"title":"SwipeReview","version":"v1"},
         "paths":{"/api/v1/jobs":{"get":{"tags":["Jobs"],"responses":{"200":{"description":"OK","content":{"application/json":{"schema":{"$ref":"#/components/schemas/Job"}}}}}}}},
         "components":{"schemas":{"Job":{"type":"object","properties":{"id":{"type":"string"}}}},"securitySchemes":{"bearer":{"type":"http","scheme":"bearer"}}},
         "tags":[{"name":"Jobs"}]}
        """;

    [Fact]
    public async Task The_document_is_made_of_those_that_answer_and_is_valid()
    {
        app.Backends["jobs"].Document = JsonNode.Parse(OfJobs)!.AsObject();
        app.Backends["storage"].Document = JsonNode.Parse(OfJobs.Replace("/jobs", "/uploads", StringComparison.Ordinal).Replace("\"id\"", "\"name\"", StringComparison.Ordinal))!.AsObject();
        using var gateway = app.Start();

        using var answer = await gateway.Anonymous().GetAsync("/openapi/v1.json");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("application/json", answer.Content.Headers.ContentType?.MediaType);
        var (document, diagnostic) = OpenApiDocument.Parse(await answer.Content.ReadAsStringAsync());
        Assert.Empty(diagnostic!.Errors);
        Assert.Equal(["/api/v1/jobs", "/api/v1/uploads"], document!.Paths.Keys);
        Assert.Equal(["Job", "JobsJob"], document.Components!.Schemas!.Keys);
        Assert.Equal("/", Assert.Single(document.Servers!).Url);
    }

    [Fact]
    public async Task Without_any_service_there_is_no_document_yet()
    {
        foreach (var backend in app.Backends.Values)
        {
            backend.Document = null;
        }

        using var gateway = app.Start();

        using var answer = await gateway.Anonymous().GetAsync("/openapi/v1.json");

        await answer.ShouldFailAsync(HttpStatusCode.ServiceUnavailable, "UNAVAILABLE");
    }

    [Fact]
    public async Task The_page_to_try_it_needs_no_inline_script_or_style()
    {
        using var page = await app.Client().GetAsync("/docs/index.html");

        var html = await page.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.DoesNotMatch("<script(?![^>]*src)|<style|style=|onload=", html);
        foreach (var file in (string[])["/docs/swagger-ui-bundle.js", "/docs/swagger-ui.css", "/docs/index.js"])
        {
            using var answer = await app.Client().GetAsync(file);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }
    }
}
