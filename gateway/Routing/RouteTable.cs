using Yarp.ReverseProxy.Configuration;

namespace SwipeReview.Gateway.Routing;

/// <summary>What is reachable from outside, and on what terms. What is not here, <c>/internal</c> above all, does not exist.</summary>
internal static class RouteTable
{
    /// <summary>tus 1.0.0, which Storage speaks.</summary>
    public const string ResumableUploads = "/api/v1/uploads/tus";

    private const long SmallBody = 1024 * 1024;
    private const long LargestFile = 50 * 1024 * 1024;
    private const long UploadBody = LargestFile + 64 * 1024; // the file, and the multipart around it
    private const long ReceiptBody = 2 * UploadBody + 40 * 1024 * 1024; // a receipt of the largest size, and both files that it is about
    private const long MemoryBody = 16 * 1024 * 1024; // fifty thousand decisions
    private static readonly TimeSpan Endless = Timeout.InfiniteTimeSpan;

    private static readonly RouteConfig[] Own =
    [
        Route("identity", "/.well-known/jwks.json", Anonymous),
        Route("identity", "/api/v1/auth/{**rest}", Anonymous),
        Route("identity", "/api/v1/users/{**rest}", Person),
        Route("identity", "/api/v1/api-keys/{**rest}", Person),
        Route("storage", "/api/v1/uploads/{**rest}", Person, UploadBody, TimeSpan.FromMinutes(30)),
        WithMethod(Route("storage", ResumableUploads, Anonymous), HttpMethods.Options), // what a client asks before it knows how to sign in
        Route("jobs", "/api/v1/jobs/{**rest}", Person),
        Route("jobs", "/api/v1/jobs/{id}/events", Person, timeout: Endless),
        Route("jobs", "/api/v1/memory/{**rest}", Person),
        Route("jobs", "/api/v1/memory/import", Person, MemoryBody),
        Route("llmrouter", "/api/v1/workflows/{**rest}", Person),
        Route("llmrouter", "/api/v1/admin/providers/{**rest}", Admin),
        Route("payment", "/api/v1/payments/{**rest}", Person),
        Route("payment", "/api/v1/payments/test-checkout/{**rest}", Anonymous), // opened by its link, as a hosted checkout is
        Route("payment", "/api/v1/plan/{**rest}", Person),
        Route("payment", "/api/v1/plans", Person),
        Route("payment", "/api/v1/payments/webhook", Anonymous), // signed over its bytes, which are passed on as they came
        Route("payment", "/api/v1/admin/ledger/{**rest}", Admin),
        Route("payment", "/api/v1/admin/payments/{**rest}", Admin),
        Route("delivery", "/api/v1/downloads/{**rest}", Person),
        Route("delivery", "/api/v1/downloads/{id}/content", Anonymous, timeout: Endless), // the link is signed
        Route("delivery", "/api/v1/receipts/{**rest}", Anonymous, ReceiptBody, TimeSpan.FromMinutes(10)), // for third parties
        Route("notification", "/api/v1/notifications/{**rest}", Person),
    ];

    /// <summary>Every service shows an administrator the messages that it could not consume.</summary>
    private static readonly RouteConfig[] Rows =
    [
        .. Own,
        .. Own.Select(route => route.ClusterId!).Distinct(StringComparer.Ordinal).Select(service => Route(service, $"/api/v1/admin/queues/{service}/{{**rest}}", Admin)),
    ];

    /// <summary>On a developer's machine, the mail that was sent to anybody.</summary>
    private static readonly RouteConfig DevMail = Route("notification", "/dev/mail/{**rest}", Anonymous);

    /// <summary>The services that have a route.</summary>
    public static IReadOnlyList<string> Services { get; } = [.. Rows.Select(route => route.ClusterId!).Distinct(StringComparer.Ordinal)];

    /// <param name="usualTimeout">For the routes that have no time of their own.</param>
    public static IReadOnlyList<RouteConfig> Routes(TimeSpan usualTimeout, bool isDevelopment) =>
        [.. (isDevelopment ? Rows.Append(DevMail) : Rows).Select(route => route.Timeout is null && route.TimeoutPolicy is null ? route with { Timeout = usualTimeout } : route)];

    /// <summary>Whether a path of a service's API document is one that is routed.</summary>
    public static bool IsPublic(string path) =>
        Array.Exists(Rows, route => route.Match.Path!.Split("/{", 2)[0] is var prefix && (path == prefix || path.StartsWith(prefix + "/", StringComparison.Ordinal)));

    /// <summary>Bytes that a file may have, where the body of the route is one.</summary>
    public static long? FileLimit(RouteConfig route) => route.MaxRequestBodySize == UploadBody ? LargestFile : null;

    private const string Person = ServiceDefaults.Auth.Policies.User;
    private const string Admin = ServiceDefaults.Auth.Policies.Admin;
    private const string Anonymous = "Anonymous";

    private static RouteConfig WithMethod(RouteConfig route, string method) => route with { Match = new RouteMatch { Path = route.Match.Path, Methods = [method] } };

    private static RouteConfig Route(string service, string path, string policy, long maxBody = SmallBody, TimeSpan? timeout = null) => new()
    {
        RouteId = path,
        ClusterId = service,
        Match = new RouteMatch { Path = path },
        AuthorizationPolicy = policy,
        MaxRequestBodySize = maxBody,
        Timeout = timeout == Endless ? null : timeout,
        TimeoutPolicy = timeout == Endless ? "Disable" : null,
    };
}
