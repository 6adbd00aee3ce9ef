using SwipeReview.ServiceDefaults.Errors;

namespace SwipeReview.Storage.Uploads;

/// <summary>What all of tus's requests and answers have in common.</summary>
internal static class TusProtocol
{
    public const string Path = "/api/v1/uploads/tus";

    /// <summary>
    /// Before routing: a client that can send nothing but POST says what it means in X-HTTP-Method-Override, and every
    /// answer, refusals of the token included, names the version.
    /// </summary>
    public static void UseTusProtocol(this WebApplication app) =>
        app.UseWhen(context => context.Request.Path.StartsWithSegments(Path, StringComparison.OrdinalIgnoreCase), tus =>
        {
            tus.UseHttpMethodOverride();
            tus.Use((context, next) =>
            {
                context.Response.OnStarting(() =>
                {
                    context.Response.Headers[Tus.Resumable] = Tus.Version;
                    return Task.CompletedTask;
                });
                return next(context);
            });
        });

    /// <summary>412 to another version than ours, whatever else may be wrong. OPTIONS is how a client learns of it, and has none.</summary>
    public static async ValueTask<object?> CheckVersionAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (HttpMethods.IsOptions(http.Request.Method) || http.Request.Headers[Tus.Resumable] == Tus.Version)
        {
            return await next(context);
        }

        http.Response.Headers["Tus-Version"] = Tus.Version;
        return new ErrorResult(StatusCodes.Status412PreconditionFailed, ErrorCodes.Validation,
            $"This address speaks tus {Tus.Version}: send the header {Tus.Resumable}: {Tus.Version}.");
    }
}
