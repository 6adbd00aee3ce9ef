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
            ["automatic_tax"] = new JsonObject { ["enabled"] = false, ["liability"] = null },
            ["billing_cycle_anchor"] = Now,
            ["collection_method"] = "charge_automatically",
            ["currency"] = "usd",
            ["current_period_start"] = Now,
            ["customer"] = session["customer"]?.DeepClone(),
            ["discounts"] = new JsonArray(),
            ["invoice_settings"] = new JsonObject { ["account_tax_ids"] = null, ["issuer"] = new JsonObject { ["type"] = "self" } },
            ["start_date"] = Now,
            ["status"] = "active",
            ["cancel_at_period_end"] = false,
            ["current_period_end"] = Now + (long)Month.TotalSeconds,
            ["metadata"] = Metadata(fields, "subscription_data[metadata]"),
        });
        subscription["items"] = new JsonObject
        {
            ["object"] = "list",
            ["data"] = new JsonArray(Item(fields["line_items[0][price]"], Text(subscription, "id")!)),
            ["has_more"] = false,
            ["url"] = $"/v1/subscription_items?subscription={Text(subscription, "id")}",
        };
        session["subscription"] = Text(subscription, "id");
        Tell("customer.subscription.created", subscription);
        Invoice(subscription);
    }

    private JsonObject Item(string price, string subscription) => new()
    {
        ["id"] = $"si_{++last:d8}",
        ["object"] = "subscription_item",
        ["created"] = Now,
        ["discounts"] = new JsonArray(),
        ["metadata"] = new JsonObject(),
        ["plan"] = new JsonObject { ["id"] = price, ["object"] = "plan" },
        ["price"] = new JsonObject
        {
            ["id"] = price,
            ["object"] = "price",
            ["active"] = true,
            ["billing_scheme"] = "per_unit",
            ["created"] = Now,
            ["currency"] = "usd",
            ["livemode"] = isLive,
            ["metadata"] = new JsonObject(),
            ["product"] = "prod_of_the_stub",
            ["type"] = "recurring",
            ["unit_amount"] = Price(price),
        },
        ["quantity"] = 1,
        ["subscription"] = subscription,
    };

    private void Invoice(JsonObject subscription)
    {
        var price = Text((JsonObject)subscription["items"]!["data"]![0]!["price"]!, "id")!;
        var invoice = Keep("in_", "invoice", new JsonObject
        {
            ["amount_due"] = Price(price),
            ["amount_paid"] = Price(price),
            ["amount_remaining"] = 0,
            ["amount_shipping"] = 0,
            ["attempt_count"] = 1,
            ["attempted"] = true,
            ["automatic_tax"] = new JsonObject { ["enabled"] = false, ["liability"] = null, ["status"] = null },
            ["collection_method"] = "charge_automatically",
            ["currency"] = "usd",
            ["customer"] = subscription["customer"]?.DeepClone(),
            ["default_tax_rates"] = new JsonArray(),
            ["discounts"] = new JsonArray(),
            ["issuer"] = new JsonObject { ["type"] = "self" },
            ["lines"] = new JsonObject { ["object"] = "list", ["data"] = new JsonArray(), ["has_more"] = false, ["url"] = "/v1/invoices/lines" },
            ["paid"] = true,
            ["paid_out_of_band"] = false,
            ["payment_settings"] = new JsonObject { ["default_mandate"] = null, ["payment_method_options"] = null, ["payment_method_types"] = null },
            ["period_end"] = Now,
            ["period_start"] = Now,
            ["post_payment_credit_notes_amount"] = 0,
            ["pre_payment_credit_notes_amount"] = 0,
            ["starting_balance"] = 0,
            ["status"] = "paid",
            ["status_transitions"] = new JsonObject { ["finalized_at"] = Now, ["marked_uncollectible_at"] = null, ["paid_at"] = Now, ["voided_at"] = null },
            ["subscription"] = Text(subscription, "id"),
            ["subtotal"] = Price(price),
            ["tax"] = null,
            ["total"] = Price(price),
            ["total_tax_amounts"] = new JsonArray(),
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
