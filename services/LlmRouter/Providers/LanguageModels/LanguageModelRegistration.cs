using Microsoft.Extensions.Options;

namespace SwipeReview.LlmRouter.Providers.LanguageModels;

/// <summary>Adds those language models that the configuration names.</summary>
internal static class LanguageModelRegistration
{
    public static void AddLanguageModels(this WebApplicationBuilder builder)
    {
        builder.AddLanguageModel("Ollama", OllamaModel.Address, needsKey: false, (http, options) => new OllamaModel(http, options));
        builder.AddLanguageModel("OpenAi", OpenAiModel.Address, needsKey: true, (http, options) => new OpenAiModel(http, options));
        builder.AddLanguageModel("Anthropic", AnthropicModel.Address, needsKey: true, (http, options) =>
        {
            AnthropicModel.Identify(http, options);
            return new AnthropicModel(http, options);
        });
    }

    private static void AddLanguageModel(
        this WebApplicationBuilder builder, string name, Uri address, bool needsKey, Func<HttpClient, LanguageModelOptions, ILanguageModel> create)
    {
        var section = builder.Configuration.GetSection($"LlmRouter:{name}");
        if (string.IsNullOrWhiteSpace(section[nameof(LanguageModelOptions.Model)]))
        {
            return;
        }

        builder.Services.AddOptions<LanguageModelOptions>(name).Bind(section).ValidateDataAnnotations()
            .Validate(options => !needsKey || !string.IsNullOrWhiteSpace(options.ApiKey), $"LlmRouter:{name}:ApiKey is needed.")
            .ValidateOnStart();
        builder.Services.AddHttpClient(name, client =>
            {
                client.Timeout = Timeout.InfiniteTimeSpan; // LanguageModelProvider keeps the time
                client.MaxResponseContentBufferSize = VendorHttp.LongestAnswer;
            })
            // No redirects: text goes to the address that was configured and nowhere else.
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan);

        // One for the process: its breaker remembers.
        builder.Services.AddSingleton<IProposalProvider>(services =>
        {
            var options = services.GetRequiredService<IOptionsMonitor<LanguageModelOptions>>().Get(name);
            var http = services.GetRequiredService<IHttpClientFactory>().CreateClient(name);
            // With a slash at its end a base address keeps its path.
            http.BaseAddress = new Uri($"{(options.BaseUrl ?? address).ToString().TrimEnd('/')}/");
            return new LanguageModelProvider(create(http, options), http.BaseAddress, services.GetRequiredService<TimeProvider>());
        });
    }
}
