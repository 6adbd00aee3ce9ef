using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using Polly.CircuitBreaker;
using Polly.Timeout;
using SwipeReview.ServiceDefaults.Persistence;

namespace SwipeReview.ServiceDefaults.Errors;

/// <summary>Turns whatever goes wrong outside a handler's own returns into the envelope.</summary>
internal static partial class ErrorEnvelopeHandling
{
    public static void AddErrorEnvelope(this WebApplicationBuilder builder)
    {
        // Binding faults become exceptions, so that they meet the envelope and not an empty 400.
        builder.Services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        builder.Services.AddExceptionHandler<ExceptionToEnvelope>();
    }

    public static void UseErrorEnvelope(this WebApplication app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            SuppressDiagnosticsCallback = _ => true,
            ExceptionHandler = context => ForStatus(StatusCodes.Status500InternalServerError).ExecuteAsync(context),
        });
        app.UseStatusCodePages(page => ForStatus(page.HttpContext.Response.StatusCode).ExecuteAsync(page.HttpContext));
    }

    private static ErrorResult ForStatus(int status) => new(status, ErrorCodes.ForStatus(status), status switch
    {
        401 => "Sign in first: the access token or the API key is missing, expired or not valid.",
        403 => "You may not do this.",
        404 => "There is nothing here.",
        405 => "This address does not answer to that method.",
        413 => "The request is larger than allowed.",
        415 => "The content type is not one that this address takes.",
        429 => "Too many requests: wait a little.",
        502 => "A service behind this one failed.",
        503 => "Not available right now: try again soon.",
        504 => "That took too long.",
        >= 500 => "Something went wrong on our side. The request id helps us find it.",
        _ => "The request could not be understood.",
    });

    private sealed partial class ExceptionToEnvelope(ILogger<ExceptionToEnvelope> logger) : IExceptionHandler
    {
        public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
        {
            if (httpContext.RequestAborted.IsCancellationRequested)
            {
                httpContext.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
                return true;
            }

            var error = ToError(exception);
            if (error.StatusCode >= 500)
            {
                LogFault(logger, exception, httpContext.Request.Method, httpContext.Request.Path);
            }

            await error.ExecuteAsync(httpContext);
            return true;
        }

        private static ErrorResult ToError(Exception exception) => exception switch
        {
            BadHttpRequestException { InnerException: JsonException json } => ErrorResults.Validation(
                "The body is not the JSON that this address takes.", null, ("path", json.Path), ("line", json.LineNumber)),
            BadHttpRequestException { StatusCode: 413 } => ForStatus(413),
            BadHttpRequestException { StatusCode: 415 } => ForStatus(415),
            BadHttpRequestException bad => new ErrorResult(bad.StatusCode, ErrorCodes.ForStatus(bad.StatusCode), bad.Message),
            DbUpdateConcurrencyException => ErrorResults.Conflict("This was changed by somebody else at the same time: load it again."),
            DbUpdateException { InnerException: PostgresException { SqlState: PostgresErrorCodes.UniqueViolation } } =>
                ErrorResults.Conflict("This exists already."),
            _ when DatabaseOutage.IsCauseOf(exception) => ForStatus(503),
            BrokenCircuitException => ForStatus(503),
            TimeoutRejectedException or TimeoutException => ForStatus(504),
            HttpRequestException { StatusCode: HttpStatusCode.ServiceUnavailable } => ForStatus(503),
            HttpRequestException => ForStatus(502),
            _ => ForStatus(500),
        };

        [LoggerMessage(LogLevel.Error, "{Method} {Path} failed")]
        private static partial void LogFault(ILogger logger, Exception exception, string method, string path);
    }
}
