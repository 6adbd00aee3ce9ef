using System.Diagnostics;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace SwipeReview.ServiceDefaults.Errors;

/// <summary>
/// One id per request, <c>req_…</c>: in the answer's header, in the error envelope, on every log line and on the trace.
/// The gateway replaces what comes from outside; behind it an id is taken over.
/// </summary>
public static partial class RequestIds
{
    public const string Header = "X-Request-Id";

    public static string Create() => $"req_{Guid.CreateVersion7():N}";

    [GeneratedRegex("^req_[A-Za-z0-9]{8,64}$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 100)]
    private static partial Regex WellFormed { get; }

    internal static void UseRequestIds(this WebApplication app)
    {
        var logger = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("SwipeReview.Requests");
        app.Use(async (context, next) =>
        {
            var id = context.Request.Headers[Header] is [{ } given] && WellFormed.IsMatch(given) ? given : Create();
            context.TraceIdentifier = id;

            // At the very start of the answer: the exception handler clears what was set before.
            context.Response.OnStarting(() =>
            {
                context.Response.Headers[Header] = id;
                return Task.CompletedTask;
            });
            var activity = Activity.Current;
            activity?.SetTag("request.id", id);
            using (logger.BeginScope(new KeyValuePair<string, object>[] { new("RequestId", id) }))
            {
                await next(context);
            }

            // The route is known by now: a trace is found by it.
            activity?.DisplayName = $"{context.Request.Method} {(context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? context.Request.Path}";
        });
    }
}
