namespace SwipeReview.ServiceDefaults.Errors;

/// <summary>The refusals that handlers return.</summary>
public static class ErrorResults
{
    /// <summary>400. <paramref name="details"/> are added to <c>details.field</c>.</summary>
    public static ErrorResult Validation(string message, string? field = null, params (string Name, object? Value)[] details) =>
        new(400, ErrorCodes.Validation, message, Details(field, details));

    /// <summary>401.</summary>
    public static ErrorResult Unauthenticated(string message, params (string Name, object? Value)[] details) =>
        new(401, ErrorCodes.Unauthenticated, message, Details(null, details));

    /// <summary>402: a download before the job is settled.</summary>
    public static ErrorResult PaymentRequired(string message, params (string Name, object? Value)[] details) =>
        new(402, ErrorCodes.PaymentRequired, message, Details(null, details));

    /// <summary>403: the caller is known and may not. A stranger's resource is <see cref="NotFound"/>.</summary>
    public static ErrorResult Forbidden(string message) => new(403, ErrorCodes.Forbidden, message);

    /// <summary>404. <paramref name="what"/> is the noun: "job", "file".</summary>
    public static ErrorResult NotFound(string what) => new(404, ErrorCodes.NotFound, $"There is no such {what}.", Details(null, [("resource", what)]));

    /// <summary>409: the state of the resource does not allow it.</summary>
    public static ErrorResult Conflict(string message, params (string Name, object? Value)[] details) =>
        new(409, ErrorCodes.Conflict, message, Details(null, details));

    /// <summary>410: it was there, and its retention has ended or its owner deleted it.</summary>
    public static ErrorResult Gone(string message) => new(410, ErrorCodes.Gone, message);

    /// <summary>413, in bytes.</summary>
    public static ErrorResult PayloadTooLarge(string field, long maxSize, long? actualSize) =>
        new(413, ErrorCodes.PayloadTooLarge, $"File size exceeds {maxSize / (1024 * 1024)}MB limit",
            Details(field, actualSize is { } size ? [("maxSize", maxSize), ("actualSize", size)] : [("maxSize", maxSize)]));

    /// <summary>415: the content is of no type that we handle.</summary>
    public static ErrorResult UnsupportedMediaType(string message, string? field = null, params (string Name, object? Value)[] details) =>
        new(415, ErrorCodes.UnsupportedMediaType, message, Details(field, details));

    /// <summary>429; the caller also sets Retry-After.</summary>
    public static ErrorResult RateLimited(string message, params (string Name, object? Value)[] details) =>
        new(429, ErrorCodes.RateLimited, message, Details(null, details));

    /// <summary>502: something that we depend on answered with a fault.</summary>
    public static ErrorResult UpstreamFailed(string message) => new(502, ErrorCodes.UpstreamFailed, message);

    /// <summary>503: try again later.</summary>
    public static ErrorResult Unavailable(string message) => new(503, ErrorCodes.Unavailable, message);

    private static Dictionary<string, object?>? Details(string? field, (string Name, object? Value)[] details)
    {
        if (field is null && details.Length == 0)
        {
            return null;
        }

        var all = new Dictionary<string, object?>(StringComparer.Ordinal);
        if (field is not null)
        {
            all["field"] = field;
        }

        foreach (var (name, value) in details)
        {
            all[name] = value;
        }

        return all;
    }
}
