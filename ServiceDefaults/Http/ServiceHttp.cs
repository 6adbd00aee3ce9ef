using System.Net.Http.Headers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using SwipeReview.ServiceDefaults.Auth;
using SwipeReview.ServiceDefaults.Errors;

namespace SwipeReview.ServiceDefaults.Http;

/// <summary>Typed clients for the other services: address, token, request id, time limits, retries and a breaker.</summary>
public static class ServiceHttp
{
    /// <summary>
    /// Registers <typeparamref name="TClient"/> with an <see cref="HttpClient"/> whose base address is the resource
    /// <paramref name="service"/> (configuration <c>services:{service}:http:0</c>).
    /// </summary>
    /// <param name="configure">Time limits and retries where the defaults of <see cref="ResilienceOptions"/> don't fit.</param>
    public static IHttpClientBuilder AddServiceClient<TClient>(this WebApplicationBuilder builder, string service, Action<ResilienceOptions>? configure = null)
        where TClient : class
    {
        builder.AddValidatedOptions<ServiceAuthOptions>("ServiceAuth"); // who calls nobody needs no secret
        return builder.Services
            .AddHttpClient<TClient>((services, client) => client.BaseAddress = services.GetRequiredService<IConfiguration>().ServiceAddress(service))
            .AddHttpMessageHandler(services => new IdentifyingHandler(
                services.GetRequiredService<ServiceTokens>(), services.GetRequiredService<IHttpContextAccessor>()))
            .AddResilience(configure);
    }

    /// <summary>Time limits, retries and a breaker for a typed client of something that is no service of ours, and gets no token.</summary>
    public static IHttpClientBuilder AddResilience(this IHttpClientBuilder client, Action<ResilienceOptions>? configure = null)
    {
        var resilience = new ResilienceOptions();
        configure?.Invoke(resilience);
        return client
            .ConfigureHttpClient(http => http.Timeout = Timeout.InfiniteTimeSpan) // the pipeline keeps the time
            .AddHttpMessageHandler(_ => new ResilienceHandler(resilience));
    }

    /// <summary>Where a service listens, as the AppHost tells it.</summary>
    /// <exception cref="InvalidOperationException">The configuration has no such address.</exception>
    public static Uri ServiceAddress(this IConfiguration configuration, string service) =>
        configuration[$"services:{service}:http:0"] is { Length: > 0 } address
            ? new Uri(address)
            : throw new InvalidOperationException($"No address for the service '{service}': set services__{service}__http__0.");

    internal static void AddServiceHttp(this WebApplicationBuilder builder)
    {
        builder.Services.AddHttpClient(ServiceTokens.ClientName, (services, client) =>
        {
            client.BaseAddress = services.GetRequiredService<IConfiguration>().ServiceAddress("identity");
            client.Timeout = TimeSpan.FromSeconds(5);
        });
        builder.Services.AddSingleton<ServiceTokens>();
    }

    private sealed class IdentifyingHandler(ServiceTokens tokens, IHttpContextAccessor accessor) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await tokens.GetAsync(cancellationToken));
            if (accessor.HttpContext is { } context)
            {
                request.Headers.TryAddWithoutValidation(RequestIds.Header, context.TraceIdentifier);
            }

            return await base.SendAsync(request, cancellationToken);
        }
    }
}
