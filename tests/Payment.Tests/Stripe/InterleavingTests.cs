using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.EntityFrameworkCore;
using SwipeReview.Payment.Payments;
using SwipeReview.Payment.Tests.Ledger;
using SwipeReview.Testing;
using SwipeReview.Testing.Stripe;

namespace SwipeReview.Payment.Tests.Stripe;

/// <summary>
/// Any order of decisions (more and fewer), checkouts, people's doings on Stripe's page, refunds by rule and by
/// administrators, disputes, fees that are stated late, events (lost, repeated, late), people who come back, reconcilers,
/// and calls that break before or after their effect, which is where a crash cuts the flow too.
/// </summary>
public sealed class InterleavingTests(Infrastructure infrastructure)
{
    /// <summary>PAYMENT_INTERLEAVINGS asks for more.</summary>
    private static readonly int Runs = int.Parse(Environment.GetEnvironmentVariable("PAYMENT_INTERLEAVINGS") ?? "60", CultureInfo.InvariantCulture);

    [Fact]
    public async Task Each_frozen_quote_is_charged_at_most_once_refunds_are_never_more_and_what_stripe_has_is_what_is_booked()
    {
        await using var lab = await StripeLab.StartAsync(infrastructure, ("Payment:Stripe:Retries", "0"));
        var asked = 0;

        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(Runs).WithEndSize(30),
            Prop.ForAll(ArbMap.Default.ArbFor<(byte What, byte Which)[]>(), steps =>
            {
                asked++;
                new Interleaving(lab).RunAsync(steps).GetAwaiter().GetResult();
            }));

        Assert.True(asked >= Runs);
        Assert.NotEmpty(lab.Stripe.Books.Charges);
        Assert.NotEmpty(lab.Stripe.Books.Refunds);
        Assert.NotEmpty(lab.Stripe.Books.Disputes);
        Assert.Contains(lab.Stripe.Calls, call => call.Path.EndsWith("/expire", StringComparison.Ordinal));
    }
}

/// <summary>One job's life.</summary>
internal sealed class Interleaving(StripeLab lab)
{
    private static readonly StripeFault[] Faults = Enum.GetValues<StripeFault>();

    private readonly Guid job = lab.Job(accepted: 60);
    private int accepted = 60;

    public async Task RunAsync(IEnumerable<(byte What, byte Which)> steps)
    {
        foreach (var (what, which) in steps)
        {
            await StepAsync(what % 17, which);
            NoQuoteIsChargedTwice();
            NothingGoesBackTwice();
        }

        await EndAsync();
    }

    private async Task StepAsync(int what, byte which)
    {
        switch (what)
        {
            case 0 or 1:
                (await lab.TryPayAsync(job)).Dispose();
                break;
            case 2:
                lab.Accept(job, accepted += 50 * (which % 3)); // what is less than 50 cents Stripe does not charge
                break;
            case 3 or 4:
                await ForSessionAsync(which, session => lab.Stripe.Books.Pay(session));
                break;
            case 5:
                await ForSessionAsync(which, session => lab.Stripe.Books.PayLater(session));
                break;
            case 6:
                await ForSessionAsync(which, session =>
                {
                    if (lab.Stripe.Books.Find(session)["payment_intent"] is not null)
                    {
                        lab.Stripe.Books.Arrive(session, succeeds: which % 2 == 0);
                    }
                });
                break;
            case 7:
                await ForSessionAsync(which, session => lab.Stripe.Books.Expire(session));
                break;
            case 8:
                await DeliverAsync(which);
                break;
            case 9:
                await Task.WhenAll(DeliverAsync(which), DeliverAsync(which), lab.ReconcileAsync());
                break;
            case 10 when which % 2 == 0:
                await lab.ReconcileAsync();
                break;
            case 10:
                await ComeBackAsync();
                break;
            case 12:
                lab.Accept(job, accepted = Math.Max(0, accepted - (which % 60)));
                (await lab.TryPayAsync(job)).Dispose(); // fewer than were paid: the difference goes back
                break;
            case 13:
                await RefundAsync(which);
                break;
            case 14:
                await ForPaidAsync(which, session => lab.Stripe.Books.Dispute(session));
                break;
            case 15:
                ForDispute(which, dispute => lab.Stripe.Books.EndDispute(dispute, won: which % 2 == 0));
                break;
            case 16:
                lab.Stripe.Books.LateFees = which % 2 == 0;
                lab.Stripe.Books.StateFees();
                break;
            case 11:
                var left = 1 + (which % 3);
                lab.Stripe.Fault = _ => Interlocked.Decrement(ref left) >= 0 ? Faults[which % Faults.Length] : StripeFault.None;
                break;
        }
    }

    /// <summary>Everything that is under way ends, the person pays what is still owed, and the books are read.</summary>
    private async Task EndAsync()
    {
        lab.Stripe.Fault = _ => StripeFault.None;
        lab.Stripe.Books.LateFees = false;
        lab.Stripe.Books.StateFees();
        foreach (var dispute in Disputes())
        {
            lab.Stripe.Books.EndDispute(dispute, won: true);
        }

        for (var round = 0; round < 30; round++)
        {
            foreach (var session in Sessions())
            {
                if (lab.Stripe.Books.Find(session)["payment_intent"] is not null)
                {
                    lab.Stripe.Books.Arrive(session, succeeds: true);
                }
            }

            await ComeBackAsync();
            await lab.ReconcileAsync();
            using var answer = await lab.TryPayAsync(job);
            var body = await answer.Content.ReadAsStringAsync();
            if ((body.Contains("\"settled\"", StringComparison.Ordinal) || body.Contains("\"notRequired\"", StringComparison.Ordinal)) && !await IsUnderWayAsync())
            {
                await HoldsAsync();
                return;
            }

            foreach (var session in await SeenAsync())
            {
                lab.Stripe.Books.Pay(session); // one of them is open at most
            }
        }

        Assert.Fail("It never settled.");
    }

    private async Task HoldsAsync()
    {
        NoQuoteIsChargedTwice();
        NothingGoesBackTwice();
        var rows = await lab.Service.InDatabaseAsync(db => db.Payments.AsNoTracking().Where(row => row.JobId == job).ToListAsync());
        Assert.Equal(Back().Sum(refund => (long)refund["amount"]!), (long)(rows.Sum(row => row.Refunded) * 100));
        if (Disputes().Count == 0)
        {
            // What they are out of is what they owe; what is less than Stripe charges is let go.
            var owed = accepted == 0 ? 0 : Math.Max(50, accepted);
            var paid = Charged().Sum(charge => charge.Amount) - Back().Sum(refund => (long)refund["amount"]!) + (long)(rows.Where(row => row.IsCovering).Sum(row => row.Goodwill) * 100);
            Assert.InRange(paid, Math.Max(0, owed - 49), owed);
        }

        await lab.BooksHoldAsync();
        var booked = (await lab.Service.CheckLedgerAsync()).Balance("processor:stripe-test");
        Assert.Equal(lab.Stripe.Books.Money, (long)(decimal.Parse(booked, CultureInfo.InvariantCulture) * 100)); // to the cent, fees and disputes included
    }

    private Task<bool> IsUnderWayAsync() => lab.Service.InDatabaseAsync(async db =>
        await db.Payments.AnyAsync(row => row.JobId == job && (row.Status == PaymentStatus.Pending || row.Status == PaymentStatus.Disputed || row.Refunding > 0 || row.AwaitsFee)));

    private void NoQuoteIsChargedTwice() => Assert.All(Charged().GroupBy(charge => charge.Payment), payment => Assert.Single(payment));

    private void NothingGoesBackTwice()
    {
        Assert.All(Back().GroupBy(refund => (string)refund["metadata"]!["refundId"]!), order => Assert.Single(order));
        Assert.True(Back().Sum(refund => (long)refund["amount"]!) <= Charged().Sum(charge => charge.Amount));
    }

    private List<JsonObject> Back() => [.. lab.Stripe.Books.Refunds.Where(refund => Intents().Contains((string)refund["payment_intent"]!))];

    private List<string> Disputes() =>
        [.. lab.Stripe.Books.Disputes.Where(dispute => Intents().Contains((string)dispute["payment_intent"]!)).Select(dispute => (string)dispute["id"]!)];

    private HashSet<string> Intents() => [.. Sessions().Select(session => (string?)lab.Stripe.Books.Find(session)["payment_intent"]).OfType<string>()];

    private async Task RefundAsync(byte which)
    {
        var payments = await lab.Service.InDatabaseAsync(db => db.Payments.Where(row => row.JobId == job && row.Charge != null).OrderBy(row => row.Id).Select(row => row.Id).ToListAsync());
        if (payments.Count > 0)
        {
            using var admin = lab.Service.Host.As(Guid.CreateVersion7(), isAdmin: true);
            object order = which % 2 == 0 ? new { reason = "All." } : new { reason = "A part.", amount = new { amount = "0.10", currency = "USD" } };
            (await admin.PostAsJsonAsync($"/api/v1/admin/payments/{payments[which % payments.Count]}/refund", order)).Dispose();
        }
    }

    private Task ForPaidAsync(byte which, Action<string> act) => ForSessionAsync(which, session =>
    {
        var found = lab.Stripe.Books.Find(session);
        if ((string)found["payment_status"]! == "paid" && !lab.Stripe.Books.Disputes.Any(dispute => (string)dispute["payment_intent"]! == (string)found["payment_intent"]!))
        {
            act(session);
        }
    });

    private void ForDispute(byte which, Action<string> act)
    {
        if (Disputes() is { Count: > 0 } disputes)
        {
            act(disputes[which % disputes.Count]);
        }
    }

    private IEnumerable<(string Payment, long Amount)> Charged() =>
        from session in Sessions().Select(lab.Stripe.Books.Find)
        from charge in lab.Stripe.Books.Charges
        where (string)charge["payment_intent"]! == (string?)session["payment_intent"]
        select ((string)session["client_reference_id"]!, (long)charge["amount"]!);

    /// <summary>The person looks at their payments.</summary>
    private async Task ComeBackAsync()
    {
        foreach (var payment in await lab.Service.InDatabaseAsync(db => db.Payments.Where(row => row.JobId == job).Select(row => row.Id).ToListAsync()))
        {
            (await lab.Person.PostAsync($"/api/v1/payments/{payment}/refresh", null)).Dispose();
        }
    }

    private async Task DeliverAsync(byte which)
    {
        var intents = Intents();
        var events = lab.Stripe.Books.Events.Where(said => said["data"]!["object"] is { } about
            && ((string?)about["metadata"]?["jobId"] == job.ToString() || (about["payment_intent"] is JsonValue of && intents.Contains((string)of!)))).ToList();
        if (events.Count > 0)
        {
            (await lab.Internet.DeliverAsync(events[which % events.Count])).Dispose();
        }
    }

    private async Task ForSessionAsync(byte which, Action<string> act)
    {
        var sessions = await SeenAsync();
        if (sessions.Count > 0)
        {
            act(sessions[which % sessions.Count]);
        }
    }

    /// <summary>Whose address somebody may have. Of a session that was opened with a 500 for an answer nobody has it.</summary>
    private Task<List<string>> SeenAsync() => lab.Service.InDatabaseAsync(db =>
        db.Payments.Where(row => row.JobId == job && row.Session != null).OrderBy(row => row.Id).Select(row => row.Session!).ToListAsync());

    private List<string> Sessions() =>
        [.. lab.Stripe.Books.Sessions.Where(session => (string?)session["metadata"]?["jobId"] == job.ToString()).Select(session => (string)session["id"]!)];
}
