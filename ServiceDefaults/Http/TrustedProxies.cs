using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace SwipeReview.ServiceDefaults.Http;

/// <summary>
/// Whose <c>X-Forwarded-For</c> and <c>X-Forwarded-Proto</c> are believed: networks that are named in configuration, and
/// nobody else's, for who names an address here chooses the address that limits count.
/// </summary>
public static class TrustedProxies
{
    /// <param name="section">Configuration with a list of networks in CIDR notation.</param>
    /// <param name="defaults">What holds when the section is not there.</param>
    /// <exception cref="FormatException">An entry is no network.</exception>
    public static WebApplicationBuilder AddTrustedProxies(this WebApplicationBuilder builder, string section, params string[] defaults)
    {
        var networks = (builder.Configuration.GetSection(section).Get<string[]>() ?? defaults).Select(network => System.Net.IPNetwork.Parse(network)).ToArray();
        builder.Services.Configure<ForwardedHeadersOptions>(options =>
        {
            options.ForwardedHeaders = networks.Length == 0 ? ForwardedHeaders.None : ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            options.ForwardLimit = null; // as far back as trusted proxies go
            options.KnownProxies.Clear();
            options.KnownIPNetworks.Clear();
            foreach (var network in networks)
            {
                options.KnownIPNetworks.Add(network);
            }
        });
        return builder;
    }

    /// <summary>Call it first: everything after it sees the caller's own address.</summary>
    public static WebApplication UseTrustedProxies(this WebApplication app)
    {
        app.UseForwardedHeaders();
        return app;
    }
}
