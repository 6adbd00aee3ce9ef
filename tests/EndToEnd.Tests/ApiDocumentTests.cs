using System.Text.Json;
using SwipeReview.Testing;

namespace SwipeReview.EndToEnd.Tests;

public sealed class ApiDocumentTests(RunningSystem system)
{
    /// <summary>The web app's types are made from web/openapi.json: it must be what the gateway serves.</summary>
    [Fact]
    public async Task The_checked_in_api_document_is_the_one_that_is_served()
    {
        using var http = new HttpClient { BaseAddress = system.Address };
        var served = JsonDocument.Parse(await http.GetStringAsync("/openapi/v1.json")).RootElement;
        var checkedIn = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(Repository.Root, "web", "openapi.json"))).RootElement;

        Assert.True(JsonElement.DeepEquals(served.GetProperty("paths"), checkedIn.GetProperty("paths"))
            && JsonElement.DeepEquals(served.GetProperty("components"), checkedIn.GetProperty("components")),
            $"web/openapi.json is stale. Take the new one: curl {system.Address}openapi/v1.json > web/openapi.json, then npm run api:types in web.");
    }
}
