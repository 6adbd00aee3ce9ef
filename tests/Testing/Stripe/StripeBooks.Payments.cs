using System.Globalization;
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
            intent["amount_received"] = succeeds ? intent["amount"]!.DeepClone() : 0;
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
        var found = objects[refund];
        if (Text(found, "status") != "pending")
        {
            return 0;
        }

        found["status"] = succeeds ? "succeeded" : "failed";
        if (!succeeds)
        {
            var charge = objects[Text(found, "charge")!];
            (charge["amount_refunded"], charge["refunded"]) = (charge["amount_refunded"]!.GetValue<long>() - found["amount"]!.GetValue<long>(), false);
            found["failure_balance_transaction"] = Text(Balance(found["amount"]!.GetValue<long>(), Text(found, "currency")!, 0, "refund_failure", refund, "refund_failure"), "id");
        }

        Tell("charge.refund.updated", found); // the one for both ends in this version
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
                ["amount_capturable"] = 0,
                ["amount_received"] = intentStatus == "succeeded" ? found["amount_total"]?.DeepClone() : 0,
                ["capture_method"] = "automatic",
                ["confirmation_method"] = "automatic",
                ["customer"] = null,
                ["invoice"] = null,
                ["payment_method_types"] = new JsonArray("card"),
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
        var charge = Keep("ch_", "charge", new JsonObject
        {
            ["amount"] = amount,
            ["amount_captured"] = amount,
            ["amount_refunded"] = 0L,
            ["billing_details"] = new JsonObject { ["address"] = null, ["email"] = null, ["name"] = null, ["phone"] = null },
            ["captured"] = true,
            ["metadata"] = new JsonObject(),
            ["paid"] = true,
            ["currency"] = intent["currency"]?.DeepClone(),
            ["disputed"] = false,
            ["payment_intent"] = Text(intent, "id"),
            ["balance_transaction"] = null,
            ["refunded"] = false,
            ["status"] = "succeeded",
        });
        if (!LateFees)
        {
            StateFee(charge);
        }

        intent["latest_charge"] = Text(charge, "id");
        Tell("payment_intent.succeeded", intent);
        Tell("charge.succeeded", charge);
    }

    /// <summary>Stripe states what it keeps of charges of which it had not done so.</summary>
    public void StateFees() => Locked(() =>
    {
        foreach (var charge in Newest("ch_").Where(charge => charge["balance_transaction"] is null).ToList())
        {
            StateFee(charge);
        }

        return 0;
    });

    private void StateFee(JsonObject charge)
    {
        var amount = charge["amount"]!.GetValue<long>();
        charge["balance_transaction"] = Text(Balance(amount, Text(charge, "currency")!, 30 + (amount * 29 / 1000), "charge", Text(charge, "id")!, "charge"), "id");
        Tell("charge.updated", charge);
    }

    private JsonObject Balance(long amount, string currency, long fee, string type, string source, string category) => Keep("txn_", "balance_transaction", new JsonObject
    {
        ["amount"] = amount,
        ["available_on"] = Now,
        ["currency"] = currency,
        ["description"] = null,
        ["exchange_rate"] = null,
        ["fee"] = fee,
        ["fee_details"] = new JsonArray(),
        ["net"] = amount - fee,
        ["reporting_category"] = category,
        ["source"] = source,
        ["status"] = "available",
        ["type"] = type,
    }, hasMode: false);

    private StripeAnswer OpenSession(IReadOnlyDictionary<string, string> fields)
    {
        var lifetime = fields.TryGetValue("expires_at", out _) ? Number(fields, "expires_at") - Now : 24 * 60 * 60;
        if (lifetime is < 30 * 60 or > 24 * 60 * 60)
        {
            return StripeAnswer.Error(400, "invalid_request_error", null, "The `expires_at` timestamp must be between 30 minutes and 24 hours from Checkout Session creation.");
        }

        var isPayment = fields["mode"] == "payment";
        if (isPayment && fields["line_items[0][price_data][currency]"] == "usd" && Number(fields, "line_items[0][price_data][unit_amount]") < 50)
        {
            return StripeAnswer.Error(400, "invalid_request_error", "amount_too_small", "The Checkout Session's total amount must convert to at least 50 cents.");
        }

        var session = Keep("cs_", "checkout.session", new JsonObject
        {
            ["automatic_tax"] = new JsonObject { ["enabled"] = false, ["liability"] = null, ["status"] = null },
            ["custom_fields"] = new JsonArray(),
            ["custom_text"] = new JsonObject { ["after_submit"] = null, ["shipping_address"] = null, ["submit"] = null, ["terms_of_service_acceptance"] = null },
            ["payment_method_types"] = new JsonArray("card"),
            ["shipping_options"] = new JsonArray(),
            ["ui_mode"] = "hosted",
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

    private StripeAnswer ListSessions(IReadOnlyDictionary<string, string> fields)
    {
        var since = fields.TryGetValue("created[gte]", out var from) ? long.Parse(from, CultureInfo.InvariantCulture) : 0;
        var all = Newest("cs_").Where(one => (fields.GetValueOrDefault("status") is not { } status || Text(one, "status") == status) && one["created"]!.GetValue<long>() >= since);
        return Page([.. all], fields, "/v1/checkout/sessions");
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
                charge["balance_transaction"] = Text(charge, "balance_transaction") is { } moved ? objects[moved].DeepClone() : null;
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

        if (charge["disputed"]!.GetValue<bool>() && !Newest("dp_").Any(dispute => Text(dispute, "charge") == chargeId && dispute["is_charge_refundable"]!.GetValue<bool>()))
        {
            return StripeAnswer.Error(400, "invalid_request_error", "charge_disputed", "The charge has been charged back and can't be refunded.");
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
        refund["balance_transaction"] = Text(Balance(-amount, Text(charge, "currency")!, 0, "refund", Text(refund, "id")!, "refund"), "id");
        Tell("charge.refunded", charge);
        return StripeAnswer.Of(refund);
    }
}
