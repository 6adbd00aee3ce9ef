using System.Net;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using SwipeReview.Contracts.Payment;
using SwipeReview.Payment.Payments;
using SwipeReview.Payment.Webhooks;
using SwipeReview.Testing;
using SwipeReview.Testing.Stripe;

namespace SwipeReview.Payment.Tests.Stripe;

public sealed class WebhookTests(Infrastructure infrastructure)
{
    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    [Fact]
    public async Task Forged_stale_altered_and_foreign_events_are_refused_and_have_no_effect()
    {
        await using var lab = await StripeLab.StartAsync(infrastructure);
        var (payment, session) = await lab.CheckOutAsync(lab.Job());
        lab.Stripe.Books.Pay(session);
        var body = lab.Stripe.Books.Events[^1].ToJsonString();
        var signature = StripeMail.Sign(body, Now, StripeStub.Secret);
        var live = lab.Stripe.Books.Events[^1];
        live["livemode"] = true;
        var nothing = """{"id":"evt_1"}""";

        (string Body, string? Signature)[] bad =
        [
            (body, null),
            (body, ""),
            (body, "t=,v1="),
            (body, StripeMail.Sign(body, Now, "whsec_of_another")),
            (body, StripeMail.Sign(body, Now, "")),
            (body, StripeMail.Sign(body, Now - TimeSpan.FromMinutes(6), StripeStub.Secret)),
            (body, StripeMail.Sign(body, Now + TimeSpan.FromMinutes(6), StripeStub.Secret)),
            (body, signature.Replace("t=", "t=1", StringComparison.Ordinal)),
            (body, $"t=1,{signature}"),
            (body, signature.Replace("v1=", "v0=", StringComparison.Ordinal)),
            (body, signature[..^80]),
            (body.Replace("\"unpaid\"", "\"paid\"", StringComparison.Ordinal) + " ", signature),
            (body.ToUpperInvariant(), signature),
            (live.ToJsonString(), StripeMail.Sign(live.ToJsonString(), Now, StripeStub.Secret)),
            (nothing, StripeMail.Sign(nothing, Now, StripeStub.Secret)),
            ("", StripeMail.Sign("", Now, StripeStub.Secret)),
        ];
        foreach (var (sent, signed) in bad)
        {
            using var answer = await lab.Internet.DeliverAsync(sent, signed);
            await answer.ShouldFailAsync(HttpStatusCode.BadRequest, "VALIDATION_ERROR");
        }

        using var large = await lab.Internet.DeliverAsync(new string(' ', ReceiveEvent.LargestBody + 1), signature);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, large.StatusCode);
        Assert.Equal(0, await lab.Service.InDatabaseAsync(db => db.ProcessorEvents.CountAsync()));
        Assert.Equal(PaymentStatus.Pending, (await lab.RowAsync(payment)).Status);
    }

    [Fact]
    public async Task While_a_secret_is_rotated_both_hold_and_afterwards_only_the_new_one()
    {
        await using var lab = await StripeLab.StartAsync(infrastructure, ("Payment:Stripe:WebhookSecrets:1", "whsec_the_next"));
        var (_, session) = await lab.CheckOutAsync(lab.Job());
        lab.Stripe.Books.Pay(session);
        var (first, second) = (lab.Stripe.Books.Events[^1], lab.Stripe.Books.Events[^2]);

        Assert.Equal(HttpStatusCode.OK, (await lab.Internet.DeliverAsync(first, secret: StripeStub.Secret)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await lab.Internet.DeliverAsync(second, secret: "whsec_the_next")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await lab.Internet.DeliverAsync(second, secret: "whsec_the_one_after")).StatusCode);
        var body = first.ToJsonString(); // Stripe signs with both for a while
        Assert.Equal(HttpStatusCode.OK, (await lab.Internet.DeliverAsync(body, StripeMail.Sign(body, Now, "whsec_of_another", "whsec_the_next"))).StatusCode);
    }

    [Fact]
    public async Task A_replayed_event_does_nothing_more()
    {
        await using var lab = await StripeLab.StartAsync(infrastructure);
        var settled = await MessageTap<PaymentSettled>.ConnectAsync(lab.Service.Bus);
        var (payment, session) = await lab.CheckOutAsync(lab.Job());
        lab.Stripe.Books.Pay(session);
        var said = lab.Stripe.Books.Events[^1];

        await lab.DeliverAsync(said);
        await settled.GetAsync(message => message.PaymentId == payment);
        var asked = lab.Stripe.Calls.Count;
        await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => lab.DeliverAsync(said)));
        await lab.FollowedAsync();
        await Task.Delay(300);

        Assert.Equal(asked, lab.Stripe.Calls.Count);
        Assert.Single(settled.Seen, message => message.PaymentId == payment);
        Assert.Equal(1, await lab.Service.InDatabaseAsync(db => db.ProcessorEvents.CountAsync()));
        await lab.BooksHoldAsync();
    }

    [Fact]
    public async Task What_nobody_knows_is_kept_and_ignored()
    {
        await using var lab = await StripeLab.StartAsync(infrastructure);
        var strange = new JsonObject
        {
            ["id"] = "evt_strange", ["object"] = "event", ["type"] = "issuing.something.new", ["created"] = 1, ["livemode"] = false,
            ["data"] = new JsonObject { ["object"] = new JsonObject { ["id"] = "x_1" } },
        };
        var lost = strange.DeepClone().AsObject();
        (lost["id"], lost["type"]) = ("evt_lost", "checkout.session.completed");

        await lab.DeliverAsync(strange, lost);
        await lab.FollowedAsync();

        var outcomes = await lab.Service.InDatabaseAsync(db => db.ProcessorEvents.OrderBy(row => row.Id).Select(row => row.Outcome).ToListAsync());
        Assert.Equal([EventOutcome.Unknown, EventOutcome.Ignored], outcomes);
    }

    [Fact]
    public async Task A_storm_of_a_thousand_events_unordered_repeated_and_with_a_fifth_of_the_reads_failing_ends_right()
    {
        await using var lab = await StripeLab.StartAsync(infrastructure);
        var settled = await MessageTap<PaymentSettled>.ConnectAsync(lab.Service.Bus);
        var payments = new List<(Guid Payment, string Session)>();
        for (var i = 0; i < 60; i++)
        {
            payments.Add(await lab.CheckOutAsync(lab.Job(accepted: 80 + i)));
        }

        foreach (var (index, (_, session)) in payments.Index())
        {
            _ = (index % 3) switch { 0 => lab.Stripe.Books.Expire(session), 1 => lab.Stripe.Books.PayLater(session), _ => lab.Stripe.Books.Pay(session) };
            if (index % 3 == 1)
            {
                lab.Stripe.Books.Arrive(session, succeeds: index % 2 == 0);
            }
        }

        var random = new Random(7);
        var calls = 0;
        lab.Stripe.Fault = _ => Interlocked.Increment(ref calls) % 5 == 0 ? StripeFault.LostAnswer : StripeFault.None;
        var events = lab.Stripe.Books.Events.Where(said => ((string)said["type"]!).StartsWith("checkout", StringComparison.Ordinal)).ToArray();
        var storm = Enumerable.Range(0, 1000).Select(i => events[i % events.Length]).ToArray();
        random.Shuffle(storm);
        await Parallel.ForEachAsync(storm, new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (said, _) => await lab.DeliverAsync(said));
        await lab.FollowedAsync();

        foreach (var (index, (payment, _)) in payments.Index())
        {
            var expected = index % 3 == 2 || (index % 3 == 1 && index % 2 == 0) ? PaymentStatus.Settled : PaymentStatus.Failed;
            Assert.Equal(expected, (await lab.RowAsync(payment)).Status);
        }

        await Eventually.BeTrueAsync(() => Task.FromResult(settled.Seen.Count >= lab.Stripe.Books.Charges.Count), "the announcements");
        await Task.Delay(300);
        Assert.Equal(lab.Stripe.Books.Charges.Count, settled.Seen.Count);
        await lab.BooksHoldAsync();
    }
}
