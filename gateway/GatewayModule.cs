using SwipeReview.Gateway.Documents;
using SwipeReview.Gateway.Door;
using SwipeReview.Gateway.Keys;
using SwipeReview.Gateway.Limits;
using SwipeReview.Gateway.Routing;
using SwipeReview.Gateway.Web;
using SwipeReview.ServiceDefaults;
using SwipeReview.ServiceDefaults.Http;
using SwipeReview.ServiceDefaults.Redis;

namespace SwipeReview.Gateway;

/// <summary>The only door: who may come in, how often, with how much, and to whom.</summary>
internal static class GatewayModule
{
    public static WebApplicationBuilder AddGateway(this WebApplicationBuilder builder)
    {
        builder.AddRedis();
        builder.AddTrustedProxies("Gateway:TrustedProxies");
        builder.AddValidatedOptions<DoorOptions>("Gateway");
        builder.AddValidatedOptions<LimitOptions>("Gateway:Limits");
        builder.AddCrossOrigin();
        builder.AddProxy();
        builder.AddMergedApiDocument();
        builder.AddWeb();
        builder.AddValidatedOptions<ApiKeyOptions>("Gateway:ApiKeys");
        builder.AddServiceClient<IdentityClient>("identity");
        builder.Services.AddSingleton<ApiKeyTokens>();
        builder.Services.AddSingleton<LocalLimiter>();
        builder.Services.AddSingleton<RequestCounter>();
        return builder;
    }

    /// <summary>What comes before everything else: whose request it is, what of it is believed, and how every answer is protected.</summary>
    public static void UseDoor(this WebApplication app)
    {
        app.UseTrustedProxies();
        app.UseMiddleware<CleanRequest>();
        app.UseMiddleware<SecurityHeaders>();
    }

    /// <summary>A key is made a token before anybody looks for one.</summary>
    public static void UseKeys(WebApplication app) => app.UseMiddleware<ApiKeys>();

    /// <summary>Counted before authorization, so that refused tokens are counted as well.</summary>
    public static void UseLimits(WebApplication app)
    {
        app.UseMiddleware<PlainPaths>();
        app.UseCors();
        app.UseMiddleware<RequestLimits>();
    }

    public static void MapGateway(this WebApplication app)
    {
        app.UseRequestTimeouts();
        app.UseWeb();
        app.MapProxy();
        app.MapMergedApiDocument();
    }
}
