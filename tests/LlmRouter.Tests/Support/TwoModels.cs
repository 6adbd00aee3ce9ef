using SwipeReview.Testing;

namespace SwipeReview.LlmRouter.Tests.Support;

/// <summary>A router with Ollama and OpenAI, each a stub of its own, beside the local provider.</summary>
public class TwoModels(Infrastructure infrastructure, LocalModelsProcess localModels) : RouterApp(infrastructure, localModels)
{
    public VendorServer Ollama { get; private set; } = null!;

    public VendorServer OpenAi { get; private set; } = null!;

    protected override bool HasCloud => false;

    protected override async Task ConfigureAsync(IDictionary<string, string?> settings)
    {
        (Ollama, OpenAi) = (await VendorServer.StartAsync(), await VendorServer.StartAsync());
        settings["LlmRouter:Ollama:Model"] = "test-model";
        settings["LlmRouter:Ollama:BaseUrl"] = Ollama.Address.ToString();
        settings["LlmRouter:Ollama:Retries"] = "0";
        settings["LlmRouter:OpenAi:Model"] = "test-model";
        settings["LlmRouter:OpenAi:ApiKey"] = "secret-key";
        settings["LlmRouter:OpenAi:BaseUrl"] = new Uri(OpenAi.Address, "v1").ToString();
        settings["LlmRouter:OpenAi:Retries"] = "0";
        (settings["LlmRouter:Ollama:BreakerCalls"], settings["LlmRouter:OpenAi:BreakerCalls"]) = ("10000", "10000"); // one test's faults are no other's
        settings["LlmRouter:Prices:0:Model"] = "test-model";
        settings["LlmRouter:Prices:0:Provider"] = "openai";
        settings["LlmRouter:Prices:0:Input"] = "3";
        settings["LlmRouter:Prices:0:Output"] = "15";
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Ollama.DisposeAsync();
        await OpenAi.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>An answer that replaces words of block 0.</summary>
    public static string Edits(params (string Quote, string Replacement)[] edits) =>
        $"{{\"edits\":[{string.Join(',', edits.Select(edit => $"{{\"block\":0,\"quote\":\"{edit.Quote}\",\"replacement\":\"{edit.Replacement}\",\"category\":\"tone\",\"confidence\":\"high\",\"reason\":\"r\"}}"))}]}}";
}
