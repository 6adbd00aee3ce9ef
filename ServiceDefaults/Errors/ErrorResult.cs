using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using SwipeReview.ServiceDefaults.Api;

namespace SwipeReview.ServiceDefaults.Errors;

/// <summary>An expected refusal, as a return value. Made by <see cref="ErrorResults"/>; writes the envelope.</summary>
public sealed class ErrorResult(int status, string code, string message, IReadOnlyDictionary<string, object?>? details = null)
    : IResult, IStatusCodeHttpResult
{
    public int? StatusCode => status;

    public string Code => code;

    public string Message => message;

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var clock = httpContext.RequestServices.GetRequiredService<TimeProvider>();
        httpContext.Response.StatusCode = status;
        httpContext.Response.Headers.CacheControl = "no-store";
        var envelope = new ErrorEnvelope(false, new ErrorBody(code, message, details), httpContext.TraceIdentifier, clock.GetUtcNow());
        return httpContext.Response.WriteAsJsonAsync(envelope, ApiJson.Options, httpContext.RequestAborted);
    }
}
