using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SwipeReview.ServiceDefaults.Http;

namespace SwipeReview.ServiceDefaults.Auth;

internal static class BearerAuthentication
{
    private const string Scheme = "Bearer";

    public static void AddTokenAuthentication(this WebApplicationBuilder builder)
    {
        builder.Services.AddHttpClient(KeysPublishedByIdentity.ClientName, (services, client) =>
        {
            client.BaseAddress = services.GetRequiredService<IConfiguration>().ServiceAddress("identity");
            client.Timeout = TimeSpan.FromSeconds(3);
        });
        builder.Services.AddSingleton<IPublishedKeys, KeysPublishedByIdentity>();
        builder.Services.AddSingleton<SigningKeys>();
        builder.Services.AddSingleton<TokenValidator>();
        builder.Services.AddAuthentication(Scheme).AddScheme<AuthenticationSchemeOptions, Handler>(Scheme, null);
        builder.Services.AddAuthorizationBuilder()
            .AddPolicy(Policies.User, policy => policy.RequireClaim("aud", TokenNames.UserAudience))
            .AddPolicy(Policies.Admin, policy => policy.RequireClaim("aud", TokenNames.UserAudience).RequireClaim(TokenNames.Role, TokenNames.AdminRole))
            .AddPolicy(Policies.Service, policy => policy.RequireClaim("aud", TokenNames.ServiceAudience));
    }

    private sealed class Handler(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder, TokenValidator tokens)
        : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
    {
        protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
        {
            if (Request.Headers.Authorization is not [{ } header] || !header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
            {
                return AuthenticateResult.NoResult();
            }

            var principal = await tokens.ValidateAsync(header["Bearer ".Length..].Trim(), Context.RequestAborted);
            return principal is null
                ? AuthenticateResult.Fail("The token is not valid.")
                : AuthenticateResult.Success(new AuthenticationTicket(principal, Scheme.Name));
        }

        // The body comes from the error envelope: here only the status and the header that HTTP asks for.
        protected override Task HandleChallengeAsync(AuthenticationProperties properties)
        {
            Response.StatusCode = 401;
            Response.Headers.WWWAuthenticate = Request.Headers.Authorization.Count > 0 ? "Bearer error=\"invalid_token\"" : "Bearer";
            return Task.CompletedTask;
        }
    }
}
