namespace Aspire.Hosting;

/// <summary>The names under which Aspire's AppHost finds its settings.</summary>
internal static class KnownConfigNames
{
    public const string Publisher = "Publishing:Publisher";
    public const string OutputPath = "Publishing:OutputPath";

    /// <summary>Folder for what the AppHost keeps between runs.</summary>
    public const string StorePath = "Aspire:Store:Path";

    /// <summary>Where the dashboard is browsed.</summary>
    public const string DashboardUrl = "ASPNETCORE_URLS";

    public const string DashboardOtlpGrpcUrl = "ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL";
    public const string DashboardOtlpHttpUrl = "ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL";
    public const string ResourceServiceUrl = "ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL";

    /// <summary>What processes send along with their telemetry.</summary>
    public const string OtlpApiKey = "AppHost:OtlpApiKey";

    /// <summary>What a person logs in to the dashboard with.</summary>
    public const string BrowserToken = "AppHost:BrowserToken";

    /// <summary>What the dashboard calls the AppHost with.</summary>
    public const string ResourceServiceApiKey = "AppHost:ResourceService:ApiKey";
}
