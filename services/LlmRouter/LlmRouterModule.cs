using SwipeReview.LlmRouter.Budgets;
using SwipeReview.LlmRouter.Completions;
using SwipeReview.LlmRouter.Data;
using SwipeReview.LlmRouter.Embeddings;
using SwipeReview.LlmRouter.Proposals;
using SwipeReview.LlmRouter.Providers;
using SwipeReview.LlmRouter.Providers.LanguageModels;
using SwipeReview.LlmRouter.Providers.Local;
using SwipeReview.LlmRouter.Sharing;
using SwipeReview.LlmRouter.Workflows;
using SwipeReview.ServiceDefaults;
using SwipeReview.ServiceDefaults.Api;
using SwipeReview.ServiceDefaults.Auth;
using SwipeReview.ServiceDefaults.Messaging;
using SwipeReview.ServiceDefaults.Persistence;
using SwipeReview.ServiceDefaults.Redis;

namespace SwipeReview.LlmRouter;

/// <summary>Decides which model does what, and makes its answers fit for a card.</summary>
public static class LlmRouterModule
{
    public static WebApplicationBuilder AddLlmRouter(this WebApplicationBuilder builder)
    {
        builder.AddDatabase<RouterDbContext>("llmrouterdb");
        builder.AddRedis();
        builder.AddMessaging<RouterDbContext>("llmrouter", typeof(LlmRouterModule).Assembly);
        builder.AddValidatedOptions<RouterOptions>(RouterOptions.Section);
        builder.AddLocalProvider();
        builder.AddLanguageModels();
        builder.Services.AddSingleton<RouterMetrics>();
        builder.Services.AddSingleton<SharedPlaces>();
        builder.Services.AddSingleton<ProviderGate>();
        builder.Services.AddSingleton<Budget>();
        builder.Services.AddSingleton<AnswerCache>();
        builder.Services.AddSingleton<Calibration>();
        builder.Services.AddHostedService(services => services.GetRequiredService<Calibration>());
        builder.Services.AddSingleton<ForgetOldCalls>();
        builder.Services.AddHostedService(services => services.GetRequiredService<ForgetOldCalls>());
        builder.Services.AddScoped<ProviderCatalogue>();
        builder.Services.AddScoped<ModelCalls>();
        builder.Services.AddScoped<ProviderRouter>();
        builder.Services.AddScoped<CompletionRouter>();
        builder.Services.AddScoped<RouteLog>();
        builder.Services.AddSingleton<MeterLine>();
        return builder;
    }

    public static WebApplication MapLlmRouter(this WebApplication app)
    {
        var proposals = app.MapInternalGroup("/internal/proposals");
        proposals.MapPost("/", RequestProposals.HandleAsync);

        var completions = app.MapInternalGroup("/internal/completions");
        completions.MapPost("/", RequestCompletion.HandleAsync);

        var embeddings = app.MapInternalGroup("/internal/embeddings");
        embeddings.MapPost("/", RequestEmbeddings.HandleAsync);

        var workflows = app.MapApiGroup("/api/v1/workflows", "Workflows");
        workflows.MapGet("/", ListWorkflows.Handle);

        var providers = app.MapApiGroup("/api/v1/admin/providers", "Admin").RequireAuthorization(Policies.Admin);
        providers.MapGet("/", ListProviders.HandleAsync);
        providers.MapDelete("/{name}/answers", ForgetAnswers.HandleAsync);
        return app;
    }
}
