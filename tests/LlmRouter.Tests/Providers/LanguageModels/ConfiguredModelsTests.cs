using Microsoft.Extensions.Options;
using SwipeReview.LlmRouter.Tests.Support;
using SwipeReview.Testing;

namespace SwipeReview.LlmRouter.Tests.Providers.LanguageModels;

/// <summary>All three vendors by configuration, beside the local provider.</summary>
public sealed class ConfiguredModelsTests(ConfiguredModelsTests.App router) : IClassFixture<ConfiguredModelsTests.App>
{
    [Theory]
    [InlineData("ollama")]
    [InlineData("openai")]
    [InlineData("anthropic")]
    public async Task A_wish_in_own_words_becomes_located_minimal_proposals(string provider)
    {
        router.Vendor.Text = _ => """
            {"edits":[
              {"block":0,"before":"","quote":"Hey guys","after":", the","replacement":"Dear colleagues","category":"tone","confidence":"medium","reason":"More formal."},
              {"block":0,"before":"","quote":"these words are not there","after":"","replacement":"x","category":"tone","confidence":"high","reason":"Invented."}]}
            """;
        var request = RouterRequests.Proposals("instruct", "Hey guys, the report is done.").With("instructions", "more formal").With("provider", provider);

        var answer = await (await router.AskAsync(request)).JsonAsync();

        var item = Assert.Single(answer["items"]!.AsArray())!;
        Assert.Equal(("Hey guys", "Dear colleagues", 0), (item["original"]!.GetValue<string>(), item["replacement"]!.GetValue<string>(), item["start"]!.GetValue<int>()));
        Assert.Equal("tone:hey guys>dear colleagues", item["pattern"]!.GetValue<string>());
        Assert.Equal((provider, "test-model", 1), (item["provider"]!.GetValue<string>(), item["model"]!.GetValue<string>(), answer["dropped"]!.GetValue<int>()));
        Assert.Contains("more formal", router.Vendor.Asked[^1].ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_vendor_that_fails_is_followed_by_the_next_with_the_reason_on_record()
    {
        router.Vendor.Fail(VendorFaults.Status(401));
        var request = RouterRequests.Proposals("tone", "Whoever fails first.");

        var answer = await (await router.AskAsync(request)).JsonAsync();

        Assert.Equal("openai", answer["provider"]!.GetValue<string>());
        var skips = await router.QueryAsync<string>($"select skips::text from routes where request_id = '{request.Id("requestId")}'");
        Assert.Contains("401", skips, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Administrators_see_them_and_nobody_sees_the_key()
    {
        var answer = await router.As(Guid.CreateVersion7(), isAdmin: true).GetStringAsync("/api/v1/admin/providers");

        Assert.Contains("\"anthropic\"", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("secret-key", answer, StringComparison.Ordinal);
        Assert.Contains("\"available\":[\"test-model:latest\"]", answer, StringComparison.Ordinal);
    }

    public sealed class App(Infrastructure infrastructure, LocalModelsProcess localModels) : RouterApp(infrastructure, localModels)
    {
        public VendorServer Vendor { get; private set; } = null!;

        protected override bool HasCloud => false;

        protected override async Task ConfigureAsync(IDictionary<string, string?> settings)
        {
            Vendor = await VendorServer.StartAsync();
            foreach (var (section, path) in (ReadOnlySpan<(string, string)>)[("Ollama", ""), ("OpenAi", "v1"), ("Anthropic", "")])
            {
                settings[$"LlmRouter:{section}:Model"] = "test-model";
                settings[$"LlmRouter:{section}:ApiKey"] = "secret-key";
                settings[$"LlmRouter:{section}:BaseUrl"] = new Uri(Vendor.Address, path).ToString();
            }
        }

        public override async ValueTask DisposeAsync()
        {
            await base.DisposeAsync();
            await Vendor.DisposeAsync();
        }
    }
}

public sealed class MissingKeyTests(Infrastructure infrastructure)
{
    [Theory]
    [InlineData("OpenAi")]
    [InlineData("Anthropic")]
    public async Task A_vendor_that_needs_a_key_stops_the_start_without_one(string section)
    {
        await using var identity = await TestIdentity.StartAsync();
        var settings = await infrastructure.CreateSettingsAsync("llmrouterdb");
        settings["services:local-models:http:0"] = "http://127.0.0.1:9";
        settings[$"LlmRouter:{section}:Model"] = "test-model";
        await using var host = new ServiceHost<Program>(identity, settings);

        Assert.Contains("ApiKey", Assert.Throws<OptionsValidationException>(host.StartServer).Message, StringComparison.Ordinal);
    }
}
