namespace Aspire.Hosting.Dashboard;

/// <summary>How Aspire's dashboard is run: <c>aspire-managed dashboard</c>, in its own folder, with <see cref="Environment"/>.</summary>
internal sealed record DashboardOptions
{
    /// <summary>Where people browse it.</summary>
    public required string Url { get; init; }

    /// <summary>Where processes send telemetry, by gRPC and by HTTP; both ask for <see cref="OtlpApiKey"/> in <c>x-otlp-api-key</c>.</summary>
    public required string OtlpGrpcUrl { get; init; }

    /// <inheritdoc cref="OtlpGrpcUrl"/>
    public required string OtlpHttpUrl { get; init; }

    /// <summary>What a person logs in with, at <c>/login?t=…</c>.</summary>
    public required string BrowserToken { get; init; }

    public required string OtlpApiKey { get; init; }

    /// <summary>What the dashboard shows to <see cref="DashboardServiceHost"/>.</summary>
    public required string ResourceServiceApiKey { get; init; }

    /// <param name="resourceServiceUrl"><see cref="DashboardServiceHost.Url"/>.</param>
    public IReadOnlyDictionary<string, string> Environment(string resourceServiceUrl) => new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["ASPNETCORE_URLS"] = Url,
        ["ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL"] = OtlpGrpcUrl,
        ["ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL"] = OtlpHttpUrl,
        ["ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL"] = resourceServiceUrl,
        ["DASHBOARD__FRONTEND__AUTHMODE"] = "BrowserToken",
        ["DASHBOARD__FRONTEND__BROWSERTOKEN"] = BrowserToken,
        ["DASHBOARD__OTLP__AUTHMODE"] = "ApiKey",
        ["DASHBOARD__OTLP__PRIMARYAPIKEY"] = OtlpApiKey,
        ["DASHBOARD__RESOURCESERVICECLIENT__AUTHMODE"] = "ApiKey",
        ["DASHBOARD__RESOURCESERVICECLIENT__APIKEY"] = ResourceServiceApiKey,
        ["ASPIRE_DASHBOARD_TELEMETRY_OPTOUT"] = "true",
    };
}
