using Microsoft.AspNetCore.Cors.Infrastructure;
using SwipeReview.ServiceDefaults.Errors;

namespace SwipeReview.Gateway.Door;

internal static class CrossOrigin
{
    /// <summary>Pages of other origins may call the API only when <c>Gateway:AllowedOrigins</c> names them. Default: none.</summary>
    public static void AddCrossOrigin(this WebApplicationBuilder builder)
    {
        var origins = builder.Configuration.GetSection("Gateway:AllowedOrigins").Get<string[]>() ?? [];
        builder.Services.AddCors(cors => cors.AddDefaultPolicy(Policy(origins)));
    }

    private static CorsPolicy Policy(string[] origins) => new CorsPolicyBuilder(origins)
        .WithMethods("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")
        .WithHeaders([
            "Authorization", "Content-Type", "Idempotency-Key", "If-None-Match", "Last-Event-ID", "Range", "X-Api-Key",
            "Tus-Resumable", "Upload-Checksum", "Upload-Length", "Upload-Metadata", "Upload-Offset", "X-HTTP-Method-Override", RequestIds.Header])
        .WithExposedHeaders([
            "Content-Disposition", "ETag", "Location", "RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset", "Retry-After", RequestIds.Header,
            "Tus-Checksum-Algorithm", "Tus-Extension", "Tus-Max-Size", "Tus-Resumable", "Tus-Version",
            "Upload-Expires", "Upload-Length", "Upload-Metadata", "Upload-Offset", "X-File-Id"])
        .SetPreflightMaxAge(TimeSpan.FromMinutes(10))
        .Build();
}
