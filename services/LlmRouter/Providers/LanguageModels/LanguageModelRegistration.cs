using Microsoft.Extensions.Options;

namespace SwipeReview.LlmRouter.Providers.LanguageModels;

/// <summary>Adds those language models that the configuration names.</summary>
internal static partial class LanguageModelRegistration
{
    public static void AddLanguageModels(this WebApplicationBuilder builder)
    {
        builder.AddLanguageModels("Ollama", OllamaModel.Address, needsKey: false, (http, model, options) => new OllamaModel(http, model, options));
        builder.AddLanguageModels("OpenAi", OpenAiModel.Address, needsKey: true, (http, model, options) => new OpenAiModel(http, model, options));
        builder.AddLanguageModels("Anthropic", AnthropicModel.Address, needsKey: true, (http, model, options) =>
        {
            AnthropicModel.Identify(http, options);
            return new AnthropicModel(http, model);
        });
    }

    private static void AddLanguageModels(
        this WebApplicationBuilder builder, string name, Uri address, bool needsKey, Func<HttpClient, string, LanguageModelOptions, ILanguageModel> create)
    {
        var section = builder.Configuration.GetSection($"LlmRouter:{name}");
        var models = (section[nameof(LanguageModelOptions.Model)] ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (models.Length == 0)
        {
            return;
        }

        builder.Services.AddOptions<LanguageModelOptions>(name).Bind(section).ValidateDataAnnotations()
            .Validate(options => !needsKey || !string.IsNullOrWhiteSpace(options.ApiKey), $"LlmRouter:{name}:ApiKey is needed.")
            .ValidateOnStart();
        builder.Services.AddHttpClient(name, client => client.Timeout = Timeout.InfiniteTimeSpan) // PatientModel keeps the time
            .AddHttpMessageHandler(services => new AnswerLimit(Options(services).MaxAnswerTokens))
            .ConfigurePrimaryHttpMessageHandler(services => Handler(Address(services)))
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan);

        // One of each for the process: its breaker remembers.
        foreach (var model in models)
        {
            builder.Services.AddSingleton<IProposalProvider>(services =>
            {
                var options = Options(services);
                var http = services.GetRequiredService<IHttpClientFactory>().CreateClient(name);
                http.BaseAddress = Address(services);
                var price = services.GetRequiredService<IOptions<RouterOptions>>().Value.PriceOf(name, model) ?? new Price(options.InputPrice, options.OutputPrice);
                var provider = new LanguageModelProvider(create(http, model, options), options, http.BaseAddress, price, services.GetRequiredService<TimeProvider>());
                if (price.IsFree && provider.LeavesMachine())
                {
                    LogNoPrice(services.GetRequiredService<ILogger<LanguageModelProvider>>(), model);
                }

                return provider;
            });
        }

        LanguageModelOptions Options(IServiceProvider services) => services.GetRequiredService<IOptionsMonitor<LanguageModelOptions>>().Get(name);

        // With a slash at its end a base address keeps its path.
        Uri Address(IServiceProvider services) => new($"{(Options(services).BaseUrl ?? address).ToString().TrimEnd('/')}/");
    }

    [LoggerMessage(LogLevel.Warning, "{Model} has no price: what it costs counts as nothing, and no budget stops it. Set LlmRouter:Prices")]
    private static partial void LogNoPrice(ILogger logger, string model);

    /// <summary>No redirects, and no proxy on the way to this machine: text goes to the address that was configured and nowhere else.</summary>
    private static SocketsHttpHandler Handler(Uri address) => new()
    {
        AllowAutoRedirect = false,
        UseProxy = !address.IsLoopback,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    };
}
