using Microsoft.Extensions.Options;
using SwipeReview.Testing;

namespace SwipeReview.LlmRouter.Tests;

public sealed class RouterOptionsTests(Infrastructure infrastructure)
{
    [Theory]
    [InlineData("LlmRouter:CacheLifetime", "00:00:00")]
    [InlineData("LlmRouter:MaxBlocks", "0")]
    [InlineData("LlmRouter:Currency", "dollars")]
    [InlineData("LlmRouter:Local:Timeout", "01:00:00")]
    [InlineData("LlmRouter:Prices:0:Input", "1")]
    [InlineData("LlmRouter:Budgets:User", "-1")]
    [InlineData("LlmRouter:Ollama:Window", "4096")]
    public async Task The_service_does_not_start_with_a_setting_out_of_range(string name, string value)
    {
        await using var identity = await TestIdentity.StartAsync();
        var settings = await infrastructure.CreateSettingsAsync("llmrouterdb");
        settings["services:local-models:http:0"] = "http://127.0.0.1:9";
        settings["LlmRouter:Ollama:Model"] = "small";
        settings[name] = value;
        await using var host = new ServiceHost<Program>(identity, settings);

        Assert.Throws<OptionsValidationException>(host.StartServer);
    }
}
