using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using SwipeReview.ServiceDefaults.Api;
using SwipeReview.ServiceDefaults.Auth;
using SwipeReview.ServiceDefaults.Errors;
using SwipeReview.ServiceDefaults.Http;
using SwipeReview.ServiceDefaults.Messaging.DeadLetters;
using SwipeReview.ServiceDefaults.Telemetry;

namespace SwipeReview.ServiceDefaults;

/// <summary>What every process of the system shares. A service calls the two methods and adds its own module between them.</summary>
public static class ServiceDefaultsExtensions
{
    /// <summary>Telemetry, health, tokens, error envelope, JSON, OpenAPI and service-to-service HTTP.</summary>
    public static WebApplicationBuilder AddServiceDefaults(this WebApplicationBuilder builder)
    {
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(8));
        builder.Services.AddSingleton<TimeProvider>(new MicrosecondClock());
        builder.Services.AddHttpContextAccessor();
        builder.Services.ConfigureHttpJsonOptions(json =>
        {
            ApiJson.Configure(json.SerializerOptions);

            // A request that leaves out what a record needs is refused; what may be left out has a default there.
            json.SerializerOptions.RespectRequiredConstructorParameters = true;
        });

        builder.AddTelemetry();
        builder.AddErrorEnvelope();
        builder.AddTokenAuthentication();
        builder.AddServiceHttp();
        builder.Services.AddApiDocument();
        builder.Services.AddHealthChecks();
        return builder;
    }

    /// <summary>The middleware and the routes that go with <see cref="AddServiceDefaults"/>; call it before mapping a module.</summary>
    /// <param name="beforeAuthentication">Middleware that changes who calls, within the error envelope.</param>
    /// <param name="beforeAuthorization">Middleware that must know who calls and must also see those who are refused, such as limits.</param>
    public static WebApplication UseServiceDefaults(
        this WebApplication app, Action<WebApplication>? beforeAuthentication = null, Action<WebApplication>? beforeAuthorization = null)
    {
        app.UseRequestIds();
        app.UseErrorEnvelope();
        app.UseRouting();
        beforeAuthentication?.Invoke(app);
        app.UseAuthentication();
        beforeAuthorization?.Invoke(app);
        app.UseAuthorization();
        app.UseIdempotencyBuffering();

        app.MapHealth();
        app.MapMetrics();
        app.MapDeadLetters();
        app.MapOpenApi("/openapi/{documentName}.json").AllowAnonymous();
        return app;
    }

    /// <summary>Binds a section, validates its data annotations, and refuses to start when they don't hold.</summary>
    public static WebApplicationBuilder AddValidatedOptions<T>(this WebApplicationBuilder builder, string section)
        where T : class
    {
        builder.Services.AddOptions<T>().Bind(builder.Configuration.GetSection(section)).ValidateDataAnnotations().ValidateOnStart();
        return builder;
    }
}
