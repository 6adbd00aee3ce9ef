using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.EntityFrameworkCore;
using SwipeReview.Testing;
using SwipeReview.Testing.Stripe;

namespace SwipeReview.Payment.Tests.Stripe;

/// <summary>
/// Any order of decisions, checkouts, people's doings on Stripe's page, events (lost, repeated, late), people who come
/// back, reconcilers, and calls that break before or after their effect, which is where a crash cuts the flow too.
/// </summary>
public sealed class InterleavingTests(Infrastructure infrastructure)
{
    /// <summary>PAYMENT_INTERLEAVINGS asks for more.</summary>
    private static readonly int Runs = int.Parse(Environment.GetEnvironmentVariable("PAYMENT_INTERLEAVINGS") ?? "60", CultureInfo.InvariantCulture);

    [Fact]
    public async Task Each_frozen_quote_is_charged_at_most_once_and_what_was_charged_is_what_is_booked()
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
            await StepAsync(what % 12, which);
            NoQuoteIsChargedTwice();
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
                lab.Accept(job, accepted += which % 40);
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
        for (var round = 0; round < 20; round++)
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
            if ((await answer.Content.ReadAsStringAsync()).Contains("\"settled\"", StringComparison.Ordinal))
            {
                NoQuoteIsChargedTwice();
                Assert.Equal(Math.Max(50, accepted), Charged().Sum(charge => charge.Amount));
                await lab.BooksHoldAsync();
                return;
            }

            foreach (var session in await SeenAsync())
            {
                lab.Stripe.Books.Pay(session); // one of them is open at most
            }
        }

        Assert.Fail("It never settled.");
    }

    private void NoQuoteIsChargedTwice() => Assert.All(Charged().GroupBy(charge => charge.Payment), payment => Assert.Single(payment));

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
        var events = lab.Stripe.Books.Events.Where(said => (string?)said["data"]!["object"]!["metadata"]?["jobId"] == job.ToString()).ToList();
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
