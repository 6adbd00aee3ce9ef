using System.Globalization;
using System.Text.Json.Nodes;

namespace SwipeReview.Testing.Stripe;

/// <summary>What the stub knows: sessions, charges, refunds, customers, subscriptions, and the events about them.</summary>
public sealed partial class StripeBooks
{
    private readonly Lock gate = new();
    private readonly bool isLive;
    private readonly Dictionary<string, JsonObject> objects = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyDictionary<string, string>> asked = new(StringComparer.Ordinal); // of a session: what it was opened with
    private readonly List<JsonObject> events = [];
    private readonly List<string> violations = [];
    private readonly HashSet<string> shown = new(StringComparer.Ordinal);
    private int last;

    internal StripeBooks(bool isLive) => this.isLive = isLive;

    /// <summary>Off by so much: of events and of what it creates.</summary>
    public TimeSpan Skew { get; set; }

    /// <summary>Refunds stay pending until <see cref="EndRefund"/>.</summary>
    public bool SlowRefunds { get; set; }

    /// <summary>What is kept of a charge is not stated before <see cref="StateFees"/>.</summary>
    public bool LateFees { get; set; }

    /// <summary>What Stripe has for us, less what it keeps, in minor units.</summary>
    public long Money => Locked(() => Newest("txn_").Sum(moved => moved["net"]!.GetValue<long>()));

    /// <summary>What the stub has said otherwise than Stripe documents it. Nothing, or no test of it proves anything.</summary>
    public IReadOnlyList<string> Violations => Locked(() => violations.Distinct().ToList());

    /// <summary>The kinds of objects that it has shown.</summary>
    public IReadOnlyCollection<string> Shown => Locked(() => shown.ToList());

    /// <summary>All events so far, in the order in which they happened.</summary>
    public IReadOnlyList<JsonObject> Events => Locked(() => events.ConvertAll(one => (JsonObject)one.DeepClone()));

    public IReadOnlyList<JsonObject> Sessions => All("cs_");

    /// <summary>Money that moved to us.</summary>
    public IReadOnlyList<JsonObject> Charges => All("ch_");

    public IReadOnlyList<JsonObject> Refunds => All("re_");

    public IReadOnlyList<JsonObject> Subscriptions => All("sub_");

    public JsonObject Find(string id) => Locked(() => (JsonObject)objects[id].DeepClone());

    /// <summary>Changes an object behind everybody's back, as Stripe's own people could.</summary>
    public void Alter(string id, Action<JsonObject> change) => Locked(() =>
    {
        change(objects[id]);
        return 0;
    });

    internal StripeAnswer Do(StripeCall call) => Locked(() => (call.Method, call.Path.Trim('/').Split('/')) switch
    {
        ("POST", ["v1", "checkout", "sessions"]) => OpenSession(call.Fields),
        ("GET", ["v1", "checkout", "sessions"]) => ListSessions(call.Fields),
        ("GET", ["v1", "checkout", "sessions", var id]) => Read(id, Expanded),
        ("POST", ["v1", "checkout", "sessions", var id, "expire"]) => ExpireSession(id),
        ("POST", ["v1", "refunds"]) => Refund(call.Fields),
        ("GET", ["v1", "refunds"]) => List("re_", refund => Text(refund, "payment_intent") == call.Fields.GetValueOrDefault("payment_intent"), call.Path),
        ("GET", ["v1", "refunds", var id]) => Read(id),
        ("GET", ["v1", "disputes"]) => ListDisputes(call.Fields),
        ("GET", ["v1", "disputes", var id]) => Read(id, WithIntent),
        ("POST", ["v1", "customers"]) => StripeAnswer.Of(Keep("cus_", "customer", new JsonObject
        {
            ["balance"] = 0,
            ["email"] = null,
            ["invoice_settings"] = new JsonObject { ["custom_fields"] = null, ["default_payment_method"] = null, ["footer"] = null, ["rendering_options"] = null },
            ["metadata"] = Metadata(call.Fields, "metadata"),
        })),
        ("POST", ["v1", "billing_portal", "sessions"]) => StripeAnswer.Of(Keep("bps_", "billing_portal.session", new JsonObject
        {
            ["configuration"] = "bpc_of_the_stub",
            ["customer"] = call.Fields["customer"],
            ["url"] = "https://billing.stripe.example/session",
            ["return_url"] = call.Fields.GetValueOrDefault("return_url"),
        })),
        ("GET", ["v1", "subscriptions"]) => List("sub_", subscription => Text(subscription, "customer") == call.Fields.GetValueOrDefault("customer"), call.Path),
        ("POST", ["v1", "subscriptions", var id]) => ChangeSubscription(id, call.Fields),
        ("GET", ["v1", "invoices"]) => List("in_", invoice => Text(invoice, "customer") == call.Fields.GetValueOrDefault("customer"), call.Path),
        _ => StripeAnswer.NotFound(),
    });

    private StripeAnswer Read(string id, Func<JsonObject, JsonObject>? shape = null) =>
        objects.TryGetValue(id, out var found) ? StripeAnswer.Of((shape ?? (value => value))(found)) : StripeAnswer.NotFound();

    private StripeAnswer List(string prefix, Func<JsonObject, bool> fits, string url = "/v1") => ListOf(Newest(prefix).Where(fits), url);

    private static StripeAnswer ListOf(IEnumerable<JsonObject> shown, string url, bool hasMore = false) => StripeAnswer.Of(new JsonObject
    {
        ["object"] = "list",
        ["data"] = new JsonArray([.. shown.Select(one => one.DeepClone())]),
        ["has_more"] = hasMore,
        ["url"] = url,
    });

    private IReadOnlyList<JsonObject> All(string prefix) => Locked(() => Newest(prefix).Reverse().Select(one => (JsonObject)one.DeepClone()).ToList());

    private IEnumerable<JsonObject> Newest(string prefix) => objects.Values.Where(one => Text(one, "id")!.StartsWith(prefix, StringComparison.Ordinal)).Reverse();

    private JsonObject Keep(string prefix, string kind, JsonObject fields, bool hasMode = true)
    {
        var id = $"{prefix}{++last:d8}{Guid.CreateVersion7():n}";
        var made = new JsonObject { ["id"] = id, ["object"] = kind, ["created"] = Now };
        if (hasMode)
        {
            made["livemode"] = isLive;
        }

        foreach (var (name, value) in fields)
        {
            made[name] = value?.DeepClone();
        }

        objects.Add(id, made);
        return made;
    }

    private void Tell(string type, JsonObject about) => events.Add(Seen(new JsonObject
    {
        ["id"] = $"evt_{++last:d8}{Guid.CreateVersion7():n}",
        ["object"] = "event",
        ["api_version"] = StripeShapes.ApiVersion,
        ["created"] = Now,
        ["livemode"] = isLive,
        ["pending_webhooks"] = 1,
        ["type"] = type,
        ["data"] = new JsonObject { ["object"] = about.DeepClone() },
    }));

    /// <summary>Every answer and event passes here, and is held against what Stripe documents.</summary>
    internal JsonObject Seen(JsonObject body) => Locked(() =>
    {
        violations.AddRange(StripeShapes.Violations(body));
        shown.UnionWith(KindsIn(body));
        return body;
    });

    private static IEnumerable<string> KindsIn(JsonNode? node) => node switch
    {
        JsonObject fields => (fields["object"] is JsonValue kind && kind.TryGetValue<string>(out var name) ? [name] : fields.ContainsKey("error") ? ["error"] : Array.Empty<string>())
            .Concat(fields.SelectMany(field => KindsIn(field.Value))),
        JsonArray many => many.SelectMany(KindsIn),
        _ => [],
    };

    private long Now => (TimeProvider.System.GetUtcNow() + Skew).ToUnixTimeSeconds();

    private T Locked<T>(Func<T> work)
    {
        lock (gate)
        {
            return work();
        }
    }

    private static string? Text(JsonObject of, string name) => of[name]?.GetValue<string>();

    private static long Number(IReadOnlyDictionary<string, string> fields, string name) => long.Parse(fields[name], CultureInfo.InvariantCulture);

    private static JsonObject Metadata(IReadOnlyDictionary<string, string> fields, string name)
    {
        var read = new JsonObject();
        foreach (var (field, value) in fields.Where(field => field.Key.StartsWith($"{name}[", StringComparison.Ordinal)))
        {
            read[field[(name.Length + 1)..^1]] = value;
        }

        return read;
    }
}
