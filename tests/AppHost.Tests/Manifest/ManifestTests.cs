using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using SwipeReview.AppHost.Tests.Startup;

namespace SwipeReview.AppHost.Tests.Manifest;

public sealed partial class ManifestTests
{
    private static readonly string CheckedIn = Path.Combine(AppHostProcess.Repository, "aspire-manifest.json");

    [Fact]
    public async Task The_manifest_that_is_checked_in_is_what_the_AppHost_writes()
    {
        var written = Path.Combine(AppHostProcess.Repository, $"aspire-manifest.{Guid.CreateVersion7():n}.tmp.json"); // beside it: paths are relative
        try
        {
            await using var appHost = AppHostProcess.Start("--publisher", "manifest", "--output-path", written);
            Assert.Equal(0, await appHost.ExitCodeAsync());

            Assert.True(
                await File.ReadAllTextAsync(CheckedIn) == await File.ReadAllTextAsync(written),
                "It is stale. Write it anew: dotnet run --project AppHost -- --publisher manifest --output-path aspire-manifest.json");
        }
        finally
        {
            File.Delete(written);
        }
    }

    [Fact]
    public void The_manifest_is_valid() => Assert.Empty(Schema().Validate(Document().RootElement));

    [Theory]
    [InlineData("""{"type":"project.v0"}""")]
    [InlineData("""{"type":"container.v0","image":"x","bindings":{"http":{"scheme":"http","protocol":"sctp","transport":"http"}}}""")]
    [InlineData("""{"type":"executable.v0","command":"node","workingDirectory":".","connectionString":"x"}""")]
    [InlineData("""{"type":"parameter.v0","value":"{p.inputs.value}","inputs":{"value":{"type":"number"}}}""")]
    public void A_manifest_with_a_fault_is_not_valid(string resource)
    {
        var document = JsonNode.Parse(File.ReadAllText(CheckedIn))!;
        document["resources"]!["faulty"] = JsonNode.Parse(resource);

        Assert.NotEmpty(Schema().Validate(JsonSerializer.SerializeToElement(document)));
    }

    [Fact]
    public void Every_placeholder_names_something_that_is_there()
    {
        var resources = Document().RootElement.GetProperty("resources");
        var placeholders = Placeholder().Matches(File.ReadAllText(CheckedIn)).Select(match => match.Groups["path"].Value.Split('.')).ToList();

        Assert.NotEmpty(placeholders);
        Assert.All(placeholders, path =>
        {
            Assert.True(resources.TryGetProperty(path[0], out var resource), $"no resource {path[0]}");
            if (path[1] == "bindings")
                Assert.True(resource.GetProperty("bindings").TryGetProperty(path[2], out _), $"no binding {path[0]}.{path[2]}");
            else
                Assert.True(resource.TryGetProperty(path[1], out _), $"{path[0]} has no {path[1]}");
        });
    }

    [Fact]
    public void Nothing_in_it_belongs_to_one_machine()
    {
        var text = File.ReadAllText(CheckedIn);

        Assert.DoesNotContain(AppHostProcess.Repository, text, StringComparison.Ordinal);
        Assert.DoesNotContain("localhost:", text, StringComparison.Ordinal);
        Assert.All(
            Document().RootElement.GetProperty("resources").EnumerateObject().Where(resource => resource.Value.TryGetProperty("path", out _)),
            project => Assert.True(File.Exists(Path.Combine(AppHostProcess.Repository, project.Value.GetProperty("path").GetString()!))));
    }

    private static JsonDocument Document() => JsonDocument.Parse(File.ReadAllText(CheckedIn));

    private static JsonSchema Schema() =>
        new(JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Manifest", "aspire-8.0.json"))).RootElement);

    [GeneratedRegex(@"\{(?<path>[a-z0-9-]+(\.[a-zA-Z0-9-]+)+)\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Placeholder();
}
