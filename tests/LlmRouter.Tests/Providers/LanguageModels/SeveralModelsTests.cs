using System.Text.Json.Nodes;
using SwipeReview.LlmRouter.Tests.Support;
using SwipeReview.Testing;

namespace SwipeReview.LlmRouter.Tests.Providers.LanguageModels;

/// <summary>Two models of one vendor, the cheaper one first, each with its price and its breaker.</summary>
public sealed class SeveralModelsTests(SeveralModelsTests.App router) : IClassFixture<SeveralModelsTests.App>
{
    [Fact]
    public async Task The_cheaper_one_is_asked_first()
    {
        var answer = await (await router.AskAsync(Tone())).JsonAsync();

        Assert.Equal(("small-model", "0.0003"), (answer["model"]!.GetValue<string>(), answer["cost"]!["amount"]!.GetValue<string>()));
    }

    [Fact]
    public async Task The_dearer_one_is_asked_what_the_cheaper_one_got_wrong()
    {
        router.Vendor.Fail(VendorFaults.Html);
        var answer = await (await router.AskAsync(Tone())).JsonAsync();

        Assert.Equal(("test-model", "0.0060"), (answer["model"]!.GetValue<string>(), answer["cost"]!["amount"]!.GetValue<string>()));
        Assert.Equal(["small-model", "test-model"], router.Vendor.Asked.TakeLast(2).Select(asked => asked["model"]!.GetValue<string>()));
    }

    [Fact]
    public async Task An_administrator_sees_both_with_their_prices()
    {
        var providers = (await (await router.As(Guid.CreateVersion7(), isAdmin: true).GetAsync("/api/v1/admin/providers")).JsonAsync())["items"]!.AsArray();
        var models = providers.Single(provider => provider!["name"]!.GetValue<string>() == "openai")!["models"]!.AsArray();

        Assert.Equal(
            [("small-model", "down", "0.1500"), ("test-model", "up", "3.0000")],
            models.Select(model => (model!["name"]!.GetValue<string>(), model["state"]!.GetValue<string>(), model["inputPrice"]!["amount"]!.GetValue<string>())));
    }

    private static JsonObject Tone() => RouterRequests.Proposals("tone", $"Hey guys. {Guid.CreateVersion7()}");

    public sealed class App(Infrastructure infrastructure, LocalModelsProcess localModels) : RouterApp(infrastructure, localModels)
    {
        public VendorServer Vendor { get; private set; } = null!;

        protected override bool HasCloud => false;

        protected override async Task ConfigureAsync(IDictionary<string, string?> settings)
        {
            Vendor = await VendorServer.StartAsync();
            settings["LlmRouter:OpenAi:Model"] = "small-model, test-model";
            settings["LlmRouter:OpenAi:ApiKey"] = "secret-key";
            settings["LlmRouter:OpenAi:BaseUrl"] = new Uri(Vendor.Address, "v1").ToString();
            settings["LlmRouter:OpenAi:Retries"] = "0";
            settings["LlmRouter:OpenAi:InputPrice"] = "3";
            settings["LlmRouter:OpenAi:OutputPrice"] = "15";
            settings["LlmRouter:Prices:0:Model"] = "small-model";
            settings["LlmRouter:Prices:0:Input"] = "0.15";
            settings["LlmRouter:Prices:0:Output"] = "0.6";
        }

        public override async ValueTask DisposeAsync()
        {
            await base.DisposeAsync();
            await Vendor.DisposeAsync();
        }
    }
}
