using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using SwipeReview.ServiceDefaults;
using SwipeReview.ServiceDefaults.Http;

namespace SwipeReview.LlmRouter.Providers.Local;

/// <summary>Section <c>LlmRouter:Local</c>.</summary>
internal sealed class LocalOptions
{
    public const string Section = "LlmRouter:Local";

    /// <summary>For one answer of local-models, 1 s–10 min. Default 60 s: the largest request on a busy core.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Requests at once, 1–64. Default one per core, as local-models has threads: more would only wait there, and not in turn with its other callers.</summary>
    [Range(1, 64)]
    public int Parallel { get; set; } = Environment.ProcessorCount;
}

internal static class LocalRegistration
{
    public static void AddLocalProvider(this WebApplicationBuilder builder)
    {
        builder.AddValidatedOptions<LocalOptions>(LocalOptions.Section);
        var timeout = builder.Configuration.GetSection(LocalOptions.Section).Get<LocalOptions>()?.Timeout ?? new LocalOptions().Timeout;
        builder.Services
            .AddHttpClient<LocalModelsClient>((services, client) => client.BaseAddress = services.GetRequiredService<IConfiguration>().ServiceAddress("local-models"))
            // No proxy on the way to this machine: what stays here must not be sent to one that the environment names.
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { UseProxy = false })
            .AddResilience(resilience =>
            {
                resilience.AttemptTimeout = timeout;
                resilience.TotalTimeout = timeout * 2;
                resilience.Retries = 1;
            });
        builder.Services.AddSingleton<LocalModelsPlaces>();
        builder.Services.AddScoped<IProposalProvider, LocalProvider>();
        builder.Services.AddHealthChecks().AddCheck<LocalModelsHealth>("local-models", HealthStatus.Degraded);
    }

    /// <summary>Without local-models the router still serves other providers and what is cached.</summary>
    private sealed class LocalModelsHealth(LocalModelsClient models) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            try
            {
                await models.CheckHealthAsync(cancellationToken);
                return HealthCheckResult.Healthy();
            }
            catch (ProviderException fault)
            {
                return new HealthCheckResult(context.Registration.FailureStatus, fault.Message);
            }
        }
    }
}
