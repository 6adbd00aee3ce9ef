namespace SwipeReview.ServiceDefaults.Errors;

/// <summary>The API's error codes; each has one HTTP status.</summary>
public static class ErrorCodes
{
    public const string Validation = "VALIDATION_ERROR";
    public const string Unauthenticated = "UNAUTHENTICATED";
    public const string PaymentRequired = "PAYMENT_REQUIRED";
    public const string Forbidden = "FORBIDDEN";
    public const string NotFound = "NOT_FOUND";
    public const string MethodNotAllowed = "METHOD_NOT_ALLOWED";
    public const string Conflict = "CONFLICT";
    public const string Gone = "GONE";
    public const string PayloadTooLarge = "PAYLOAD_TOO_LARGE";
    public const string UnsupportedMediaType = "UNSUPPORTED_MEDIA_TYPE";
    public const string IdempotencyKeyReused = "IDEMPOTENCY_KEY_REUSED";
    public const string RateLimited = "RATE_LIMITED";
    public const string Internal = "INTERNAL";
    public const string UpstreamFailed = "UPSTREAM_FAILED";
    public const string Unavailable = "UNAVAILABLE";
    public const string Timeout = "TIMEOUT";

    /// <summary>The code for a status that something else (routing, Kestrel, YARP) chose.</summary>
    public static string ForStatus(int status) => status switch
    {
        400 or 411 or 414 or 431 => Validation,
        401 => Unauthenticated,
        402 => PaymentRequired,
        403 => Forbidden,
        404 => NotFound,
        405 => MethodNotAllowed,
        409 => Conflict,
        410 => Gone,
        413 => PayloadTooLarge,
        415 => UnsupportedMediaType,
        422 => IdempotencyKeyReused,
        429 => RateLimited,
        502 => UpstreamFailed,
        503 => Unavailable,
        504 or 408 => Timeout,
        < 500 => Validation,
        _ => Internal,
    };
}
