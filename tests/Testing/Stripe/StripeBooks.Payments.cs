using System.Text.Json.Nodes;

namespace SwipeReview.Testing.Stripe;

public sealed partial class StripeBooks
{
    /// <summary>The person pays on Stripe's page.</summary>
    /// <returns>False when the page is closed.</returns>
    public bool Pay(string session) => Complete(session, "succeeded", "paid");

    /// <summary>The person is done, with a way to pay that takes days; <see cref="Arrive"/> ends it.</summary>
    public bool PayLater(string session) => Complete(session, "processing", "unpaid");

    /// <summary>How a slow way to pay ends.</summary>
    public void Arrive(string session, bool succeeds) => Locked(() =>
    {
        var found = objects[session];
        var intent = objects[Text(found, "payment_intent")!];
        if (Text(intent, "status") == "processing")
        {
            intent["status"] = succeeds ? "succeeded" : "requires_payment_method";
            found["payment_status"] = succeeds ? "paid" : "unpaid";
            if (succeeds)
            {
                Charge(intent);
            }

            Tell(succeeds ? "checkout.session.async_payment_succeeded" : "checkout.session.async_payment_failed", found);
        }

        return 0;
    });

    public bool Expire(string session) => Locked(() => ExpireSession(session).Status == 200);

    public void EndRefund(string refund, bool succeeds) => Locked(() =>
    {
        objects[refund]["status"] = succeeds ? "succeeded" : "failed";
        Tell(succeeds ? "charge.refund.updated" : "refund.failed", objects[refund]);
        return 0;
    });

    private bool Complete(string session, string intentStatus, string paymentStatus) => Locked(() =>
    {
        var found = objects[session];
        if (Text(found, "status") != "open")
        {
            return false;
        }

        (found["status"], found["payment_status"]) = ("complete", paymentStatus);
        if (Text(found, "mode") == "subscription")
        {
            Subscribe(found, asked[session]);
        }
        else
        {
            var intent = Keep("pi_", "payment_intent", new JsonObject
            {
                ["amount"] = found["amount_total"]?.DeepClone(),
                ["currency"] = found["currency"]?.DeepClone(),
                ["status"] = intentStatus,
                ["latest_charge"] = null,
                ["metadata"] = Metadata(asked[session], "payment_intent_data[metadata]"),
            });
            found["payment_intent"] = Text(intent, "id");
            if (intentStatus == "succeeded")
            {
                Charge(intent);
            }
        }

        Tell("checkout.session.completed", found);
        return true;
    });

    private void Charge(JsonObject intent)
    {
        var amount = intent["amount"]!.GetValue<long>();
        var balance = Keep("txn_", "balance_transaction", new JsonObject
        {
            ["amount"] = amount,
            ["currency"] = intent["currency"]?.DeepClone(),
            ["fee"] = 30 + (amount * 29 / 1000),
        }, hasMode: false);
        var charge = Keep("ch_", "charge", new JsonObject
        {
            ["amount"] = amount,
            ["amount_refunded"] = 0L,
            ["currency"] = intent["currency"]?.DeepClone(),
            ["payment_intent"] = Text(intent, "id"),
            ["balance_transaction"] = Text(balance, "id"),
            ["refunded"] = false,
            ["status"] = "succeeded",
        });
        intent["latest_charge"] = Text(charge, "id");
        Tell("payment_intent.succeeded", intent);
        Tell("charge.succeeded", charge);
    }

    private StripeAnswer OpenSession(IReadOnlyDictionary<string, string> fields)
    {
        var lifetime = fields.TryGetValue("expires_at", out _) ? Number(fields, "expires_at") - Now : 24 * 60 * 60;
        if (lifetime is < 30 * 60 or > 24 * 60 * 60)
        {
            return StripeAnswer.Error(400, "invalid_request_error", null, "The `expires_at` timestamp must be between 30 minutes and 24 hours from Checkout Session creation.");
        }

        var isPayment = fields["mode"] == "payment";
        var session = Keep("cs_", "checkout.session", new JsonObject
        {
            ["mode"] = fields["mode"],
            ["status"] = "open",
            ["payment_status"] = "unpaid",
            ["amount_total"] = isPayment ? Number(fields, "line_items[0][price_data][unit_amount]") * Number(fields, "line_items[0][quantity]") : Price(fields["line_items[0][price]"]),
            ["currency"] = fields.GetValueOrDefault("line_items[0][price_data][currency]", "usd"),
            ["client_reference_id"] = fields.GetValueOrDefault("client_reference_id"),
            ["customer"] = fields.GetValueOrDefault("customer"),
            ["subscription"] = null,
            ["payment_intent"] = null,
            ["metadata"] = Metadata(fields, "metadata"),
            ["expires_at"] = Now + lifetime,
            ["success_url"] = fields["success_url"],
            ["cancel_url"] = fields.GetValueOrDefault("cancel_url"),
        });
        session["url"] = $"https://checkout.stripe.example/c/pay/{Text(session, "id")}";
        asked.Add(Text(session, "id")!, fields);
        return StripeAnswer.Of(session);
    }

    private StripeAnswer ExpireSession(string id)
    {
        if (!objects.TryGetValue(id, out var session))
        {
            return StripeAnswer.NotFound();
        }

        if (Text(session, "status") != "open")
        {
            return StripeAnswer.Error(400, "invalid_request_error", null, "Only Checkout Sessions with a status in [\"open\"] can be expired.");
        }

        (session["status"], session["url"]) = ("expired", null);
        Tell("checkout.session.expired", session);
        return StripeAnswer.Of(session);
    }

    /// <summary>As <c>expand[]=payment_intent.latest_charge.balance_transaction</c> asks for it.</summary>
    private JsonObject Expanded(JsonObject session)
    {
        var shown = (JsonObject)session.DeepClone();
        if (Text(session, "payment_intent") is { } id)
        {
            var intent = (JsonObject)objects[id].DeepClone();
            if (Text(intent, "latest_charge") is { } chargeId)
            {
                var charge = (JsonObject)objects[chargeId].DeepClone();
                charge["balance_transaction"] = objects[Text(charge, "balance_transaction")!].DeepClone();
                intent["latest_charge"] = charge;
            }

            shown["payment_intent"] = intent;
        }

        return shown;
    }

    private StripeAnswer Refund(IReadOnlyDictionary<string, string> fields)
    {
        var intent = fields["payment_intent"];
        if (!objects.TryGetValue(intent, out var paid) || Text(paid, "latest_charge") is not { } chargeId)
        {
            return StripeAnswer.NotFound();
        }

        var charge = objects[chargeId];
        var (amount, back) = (Number(fields, "amount"), charge["amount_refunded"]!.GetValue<long>());
        if (amount <= 0 || back + amount > charge["amount"]!.GetValue<long>())
        {
            return StripeAnswer.Error(400, "invalid_request_error", "charge_already_refunded", "Refund amount is greater than unrefunded amount on charge.");
        }

        charge["amount_refunded"] = back + amount;
        charge["refunded"] = back + amount == charge["amount"]!.GetValue<long>();
        var refund = Keep("re_", "refund", new JsonObject
        {
            ["amount"] = amount,
            ["charge"] = chargeId,
            ["currency"] = charge["currency"]?.DeepClone(),
            ["payment_intent"] = intent,
            ["metadata"] = Metadata(fields, "metadata"),
            ["status"] = SlowRefunds ? "pending" : "succeeded",
        }, hasMode: false);
        Tell("charge.refunded", charge);
        return StripeAnswer.Of(refund);
    }
}
