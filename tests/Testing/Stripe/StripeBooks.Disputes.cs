using System.Globalization;
using System.Text.Json.Nodes;

namespace SwipeReview.Testing.Stripe;

public sealed partial class StripeBooks
{
    /// <summary>What Stripe keeps for a dispute's trouble, in cents.</summary>
    public const long DisputeFee = 1500;

    public IReadOnlyList<JsonObject> Disputes => All("dp_");

    /// <summary>A cardholder's bank takes a payment back.</summary>
    /// <param name="amount">All of the charge when it is not said.</param>
    /// <param name="isInquiry">It only asks: no money moves until <see cref="Escalate"/>.</param>
    /// <returns>The dispute's id.</returns>
    public string Dispute(string session, long? amount = null, bool isInquiry = false) => Locked(() =>
    {
        var intent = objects[Text(objects[session], "payment_intent")!];
        var charge = objects[Text(intent, "latest_charge")!];
        var dispute = Keep("dp_", "dispute", new JsonObject
        {
            ["amount"] = amount ?? charge["amount"]!.GetValue<long>(),
            ["balance_transactions"] = new JsonArray(),
            ["charge"] = Text(charge, "id"),
            ["currency"] = charge["currency"]?.DeepClone(),
            ["evidence"] = new JsonObject(),
            ["evidence_details"] = new JsonObject { ["due_by"] = Now + (7 * 24 * 60 * 60), ["has_evidence"] = false, ["past_due"] = false, ["submission_count"] = 0 },
            ["is_charge_refundable"] = isInquiry,
            ["metadata"] = new JsonObject(),
            ["payment_intent"] = Text(intent, "id"),
            ["reason"] = "fraudulent",
            ["status"] = isInquiry ? "warning_needs_response" : "needs_response",
        });
        charge["disputed"] = true;
        Tell("charge.dispute.created", dispute);
        if (!isInquiry)
        {
            Move(dispute, -1, DisputeFee);
            Tell("charge.dispute.funds_withdrawn", dispute);
        }

        return Text(dispute, "id")!;
    });

    /// <summary>A bank that only asked takes the money after all.</summary>
    public void Escalate(string dispute) => Locked(() =>
    {
        var found = objects[dispute];
        (found["status"], found["is_charge_refundable"]) = ("needs_response", false);
        Move(found, -1, DisputeFee);
        Tell("charge.dispute.updated", found);
        Tell("charge.dispute.funds_withdrawn", found);
        return 0;
    });

    /// <summary>Evidence was handed in.</summary>
    public void Review(string dispute) => Locked(() =>
    {
        objects[dispute]["status"] = "under_review";
        Tell("charge.dispute.updated", objects[dispute]);
        return 0;
    });

    /// <summary>The bank decides. What it only asked about ends without a word on who was right.</summary>
    public void EndDispute(string dispute, bool won) => Locked(() =>
    {
        var found = objects[dispute];
        if (Text(found, "status") is "won" or "warning_closed")
        {
            return 0;
        }

        var wasInquiry = Text(found, "status")!.StartsWith("warning", StringComparison.Ordinal);
        found["status"] = wasInquiry ? "warning_closed" : won ? "won" : "lost";
        if (won && !wasInquiry)
        {
            found["is_charge_refundable"] = true;
            Move(found, 1, -DisputeFee);
            Tell("charge.dispute.funds_reinstated", found);
        }

        Tell("charge.dispute.closed", found);
        return 0;
    });

    private void Move(JsonObject dispute, int sign, long fee) => dispute["balance_transactions"]!.AsArray().Add((JsonNode)Balance(
        sign * dispute["amount"]!.GetValue<long>(), Text(dispute, "currency")!, fee, "adjustment", Text(dispute, "id")!, sign < 0 ? "dispute" : "dispute_reversal").DeepClone());

    private StripeAnswer ListDisputes(IReadOnlyDictionary<string, string> fields)
    {
        var since = fields.TryGetValue("created[gte]", out var from) ? long.Parse(from, CultureInfo.InvariantCulture) : 0;
        var all = Newest("dp_").Where(dispute => dispute["created"]!.GetValue<long>() >= since).Select(WithIntent).ToList();
        return Page(all, fields, "/v1/disputes");
    }

    /// <summary>A page of a list, by <c>limit</c> and <c>starting_after</c>.</summary>
    private static StripeAnswer Page(List<JsonObject> all, IReadOnlyDictionary<string, string> fields, string url)
    {
        var start = fields.TryGetValue("starting_after", out var after) ? all.FindIndex(one => Text(one, "id") == after) + 1 : 0;
        var limit = fields.TryGetValue("limit", out var asked) ? int.Parse(asked, CultureInfo.InvariantCulture) : 10;
        return ListOf(all.Skip(start).Take(limit), url, hasMore: all.Count > start + limit);
    }

    private JsonObject WithIntent(JsonObject dispute)
    {
        var shown = (JsonObject)dispute.DeepClone();
        shown["payment_intent"] = objects[Text(dispute, "payment_intent")!].DeepClone();
        return shown;
    }
}
