using System.Text.Json.Nodes;

namespace SwipeReview.Testing.Stripe;

public sealed partial class StripeBooks
{
    private static readonly TimeSpan Month = TimeSpan.FromDays(30);

    /// <summary>What happens to a subscription in time: <c>past_due</c>, <c>unpaid</c>, <c>canceled</c>, <c>active</c> again.</summary>
    public void Turn(string subscription, string status) => Locked(() =>
    {
        objects[subscription]["status"] = status;
        Tell(status == "canceled" ? "customer.subscription.deleted" : "customer.subscription.updated", objects[subscription]);
        return 0;
    });

    /// <summary>A period ends: it is paid for the next, or ends where that was asked for.</summary>
    public void Renew(string subscription) => Locked(() =>
    {
        var found = objects[subscription];
        if (found["cancel_at_period_end"]!.GetValue<bool>())
        {
            found["status"] = "canceled";
            Tell("customer.subscription.deleted", found);
            return 0;
        }

        found["current_period_end"] = found["current_period_end"]!.GetValue<long>() + (long)Month.TotalSeconds;
        Invoice(found);
        Tell("customer.subscription.updated", found);
        return 0;
    });

    private static long Price(string price) => price == "price_enterprise" ? 4900 : 900;

    private void Subscribe(JsonObject session, IReadOnlyDictionary<string, string> fields)
    {
        var subscription = Keep("sub_", "subscription", new JsonObject
        {
            ["customer"] = session["customer"]?.DeepClone(),
            ["status"] = "active",
            ["cancel_at_period_end"] = false,
            ["current_period_end"] = Now + (long)Month.TotalSeconds,
            ["items"] = new JsonObject { ["object"] = "list", ["data"] = new JsonArray(Item(fields["line_items[0][price]"])) },
            ["metadata"] = Metadata(fields, "subscription_data[metadata]"),
        });
        session["subscription"] = Text(subscription, "id");
        Tell("customer.subscription.created", subscription);
        Invoice(subscription);
    }

    private JsonObject Item(string price) => new()
    {
        ["id"] = $"si_{++last:d8}",
        ["object"] = "subscription_item",
        ["price"] = new JsonObject { ["id"] = price, ["object"] = "price", ["livemode"] = isLive },
    };

    private void Invoice(JsonObject subscription)
    {
        var price = Text((JsonObject)subscription["items"]!["data"]![0]!["price"]!, "id")!;
        var invoice = Keep("in_", "invoice", new JsonObject
        {
            ["customer"] = subscription["customer"]?.DeepClone(),
            ["subscription"] = Text(subscription, "id"),
            ["status"] = "paid",
            ["amount_paid"] = Price(price),
            ["currency"] = "usd",
            ["tax"] = null,
        });
        Tell("invoice.paid", invoice);
    }

    private StripeAnswer ChangeSubscription(string id, IReadOnlyDictionary<string, string> fields)
    {
        if (!objects.TryGetValue(id, out var found))
        {
            return StripeAnswer.NotFound();
        }

        if (Text(found, "status") == "canceled")
        {
            return StripeAnswer.Error(400, "invalid_request_error", null, "A canceled subscription can only update its cancellation_details and metadata.");
        }

        if (fields.TryGetValue("items[0][price]", out var price))
        {
            found["items"]!["data"]![0]!["price"]!["id"] = price;
        }

        if (fields.TryGetValue("cancel_at_period_end", out var cancel))
        {
            found["cancel_at_period_end"] = cancel == "true";
        }

        foreach (var (name, value) in Metadata(fields, "metadata"))
        {
            found["metadata"]![name] = value?.DeepClone();
        }

        if (fields.GetValueOrDefault("proration_behavior") == "always_invoice")
        {
            Invoice(found);
        }

        Tell("customer.subscription.updated", found);
        return StripeAnswer.Of(found);
    }
}
