using SwipeReview.Identity.Administrators;
using SwipeReview.Identity.ApiKeys;
using SwipeReview.Identity.Data;
using SwipeReview.Identity.PasswordResets;
using SwipeReview.Identity.Sessions;
using SwipeReview.Identity.Tokens;
using SwipeReview.Identity.Users;
using SwipeReview.ServiceDefaults;
using SwipeReview.ServiceDefaults.Auth;
using SwipeReview.ServiceDefaults.Http;
using SwipeReview.ServiceDefaults.Messaging;
using SwipeReview.ServiceDefaults.Persistence;
using SwipeReview.ServiceDefaults.Redis;

namespace SwipeReview.Identity;

/// <summary>People, their sessions, and the tokens that everybody else trusts.</summary>
internal static class IdentityModule
{
    public static WebApplicationBuilder AddIdentity(this WebApplicationBuilder builder)
    {
        builder.AddDatabase<IdentityDbContext>("identitydb");
        builder.AddRedis();
        builder.AddMessaging<IdentityDbContext>("identity", typeof(IdentityModule).Assembly);
        builder.AddTrustedProxies("Identity:TrustedProxies", ["127.0.0.0/8", "::1/128"]);

        builder.AddValidatedOptions<PasswordOptions>("Identity:Passwords");
        builder.AddValidatedOptions<SessionLifetimes>("Identity:Sessions");
        builder.AddValidatedOptions<SignInOptions>("Identity:SignIn");
        builder.AddValidatedOptions<KeyOptions>("Identity:Keys");
        builder.AddValidatedOptions<ServiceClientsOptions>("ServiceAuth");

        builder.Services.AddSingleton<Passwords>();
        builder.Services.AddSingleton<KeyCipher>();
        builder.Services.AddSingleton<KeyRing>();
        builder.Services.AddSingleton<IPublishedKeys>(services => services.GetRequiredService<KeyRing>());
        builder.Services.AddHostedService(services => services.GetRequiredService<KeyRing>());
        builder.AddValidatedOptions<AdministratorOptions>("Identity:Administrators");
        builder.Services.AddHostedService<NameAdministrators>();
        builder.Services.AddSingleton<TokenIssuer>();
        builder.Services.AddSingleton<SuccessorTokens>();
        builder.Services.AddScoped<SignInGuard>();
        builder.Services.AddSingleton<SessionCleanup>();
        builder.Services.AddHostedService(services => services.GetRequiredService<SessionCleanup>());
        return builder;
    }

    public static WebApplication MapIdentity(this WebApplication app)
    {
        app.MapAuth();
        app.MapUsers();
        app.MapTokens();
        app.MapPasswordResets();
        app.MapApiKeys();
        return app;
    }
}
