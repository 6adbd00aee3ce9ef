using SwipeReview.ServiceDefaults.Errors;

namespace SwipeReview.Storage.Objects;

/// <summary>The disk or the store is full, away or broken: no fault of the caller's, and not of this code either.</summary>
internal sealed class ObjectStoreException(string message, Exception? inner = null) : Exception(message, inner)
{
    public static ErrorResult ToError() => ErrorResults.Unavailable("Files can't be stored or read right now: try again soon.");
}

/// <summary>Answers 503 where a store fails under a handler; what was half done is undone by the rows that doomed it.</summary>
internal sealed partial class StoreFaultsAreUnavailable(ILogger<StoreFaultsAreUnavailable> logger) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (ObjectStoreException fault)
        {
            LogFault(logger, fault);
            return ObjectStoreException.ToError();
        }
    }

    [LoggerMessage(LogLevel.Error, "The object store failed")]
    private static partial void LogFault(ILogger logger, Exception fault);
}
