using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using SwipeReview.Contracts.Payment;
using SwipeReview.Payment.Payments;
using SwipeReview.Payment.Processors;
using SwipeReview.Payment.Tests.Ledger;
using SwipeReview.Payment.Webhooks;
using SwipeReview.Testing;
using SwipeReview.Testing.Stripe;

namespace SwipeReview.Payment.Tests.Stripe;

public sealed class DisputeTests(Infrastructure infrastructure)
{
    [Fact]
    public async Task An_open_dispute_takes_the_money_and_holds_the_download_until_it_is_won()
    {
        await using var lab = await StripeLab.StartAsync(infrastructure);
        var told = await MessageTap<PaymentDisputed>.ConnectAsync(lab.Service.Bus);
        var (job, payment, session) = await PaidAsync(lab);

        var dispute = lab.Stripe.Books.Dispute(session);
        await FollowAsync(lab);

        Assert.Equal("disputed", await lab.StatusAsync(payment));
        Assert.True((await told.GetAsync(message => message.PaymentId == payment)) is { IsHeld: true, Revision: 1, Amount: 0.8m });
        Assert.False((await SettlementAsync(lab, job)).Settled);
        var check = await lab.Service.CheckLedgerAsync();
        Assert.Equal(("0.8000", "15.3200"), (check.Balance("disputes"), check.Balance("fees")));
        Assert.Equal(lab.Stripe.Books.Money, Minor(check.Balance("processor:stripe-test")));
        await lab.BooksHoldAsync();

        lab.Stripe.Books.EndDispute(dispute, won: true);
        await FollowAsync(lab);

        Assert.Equal("settled", await lab.StatusAsync(payment));
        Assert.True((await told.GetAsync(message => message.PaymentId == payment && message.Revision == 2)) is { IsHeld: false, Amount: 0 });
        Assert.True((await SettlementAsync(lab, job)) is { Settled: true, AcceptedChanges: 80 });
        check = await lab.Service.CheckLedgerAsync();
        Assert.Equal(("0.0000", "0.3200"), (check.Balance("disputes"), check.Balance("fees")));
        Assert.Equal(lab.Stripe.Books.Money, Minor(check.Balance("processor:stripe-test")));
        await lab.BooksHoldAsync();
    }

    [Fact]
    public async Task One_that_is_lost_is_written_off_ends_the_payment_and_the_job_can_be_paid_anew()
    {
        await using var lab = await StripeLab.StartAsync(infrastructure);
        var refunded = await MessageTap<PaymentRefunded>.ConnectAsync(lab.Service.Bus);
        var (job, payment, session) = await PaidAsync(lab);

        lab.Stripe.Books.EndDispute(lab.Stripe.Books.Dispute(session), won: false);
        await FollowAsync(lab);

        Assert.Equal("chargedBack", await lab.StatusAsync(payment));
        Assert.True((await refunded.GetAsync(message => message.PaymentId == payment)) is { AcceptedChanges: null });
        Assert.False((await SettlementAsync(lab, job)).Settled);
        var check = await lab.Service.CheckLedgerAsync();
        Assert.Equal(("0.0000", "0.8000"), (check.Balance("disputes"), check.Balance("writeoff")));
        Assert.Equal(lab.Stripe.Books.Money, Minor(check.Balance("processor:stripe-test")));
        var (again, next) = await lab.CheckOutAsync(job);
        Assert.Equal(80, (long)lab.Stripe.Books.Find(next)["amount_total"]!);
        lab.Stripe.Books.Pay(next);
        Assert.Equal("settled", await lab.StatusAsync(again));
        await lab.BooksHoldAsync();
    }

    [Fact]
    public async Task While_it_is_undecided_nothing_more_is_charged_and_nothing_is_sent_back()
    {
        await using var lab = await StripeLab.StartAsync(infrastructure);
        var (job, payment, session) = await PaidAsync(lab);
        lab.Stripe.Books.Dispute(session);
        await FollowAsync(lab);

        lab.Accept(job, 140);
        using var refused = await lab.TryPayAsync(job);
        using var admin = lab.Service.Host.As(Guid.CreateVersion7(), isAdmin: true);
        using var refund = await admin.PostAsJsonAsync($"/api/v1/admin/payments/{payment}/refund", new { reason = "They asked." });

        Assert.Equal((HttpStatusCode.Conflict, HttpStatusCode.Conflict), (refused.StatusCode, refund.StatusCode));
        Assert.Single(lab.Stripe.Books.Sessions);
        var quote = await lab.Person.GetFromJsonAsync<JsonElement>($"/api/v1/payments/quote?jobId={job}");
        Assert.Equal("0.6000", quote.GetProperty("due").GetProperty("amount").GetString()); // what is disputed counts until it is lost
    }

    [Fact]
    public async Task A_later_payment_of_the_difference_does_not_stand_without_the_one_that_was_charged_back()
    {
        await using var lab = await StripeLab.StartAsync(infrastructure);
        var (job, _, first) = await PaidAsync(lab);
        lab.Accept(job, 140);
        var (more, second) = await lab.CheckOutAsync(job);
        lab.Stripe.Books.Pay(second);
        Assert.Equal("settled", await lab.StatusAsync(more));

        lab.Stripe.Books.EndDispute(lab.Stripe.Books.Dispute(first), won: false);
        await FollowAsync(lab);

        Assert.Equal(0, (await SettlementAsync(lab, job)).AcceptedChanges);
        var (_, next) = await lab.CheckOutAsync(job);
        Assert.Equal(80, (long)lab.Stripe.Books.Find(next)["amount_total"]!); // and the 60 that were paid count
        await lab.BooksHoldAsync();
    }

    [Fact]
    public async Task A_bank_that_only_asks_moves_no_money_and_holds_nothing_until_it_takes_it()
    {
        await using var lab = await StripeLab.StartAsync(infrastructure);
        var (job, payment, session) = await PaidAsync(lab);
        var entries = await EntriesAsync(lab);

        var dispute = lab.Stripe.Books.Dispute(session, isInquiry: true);
        await FollowAsync(lab);
        Assert.Equal((entries, "settled"), (await EntriesAsync(lab), await lab.StatusAsync(payment)));
        Assert.True((await SettlementAsync(lab, job)).Settled);

        lab.Stripe.Books.Escalate(dispute);
        await FollowAsync(lab);
        Assert.Equal("disputed", await lab.StatusAsync(payment));
        await lab.BooksHoldAsync();
    }

    [Fact]
    public async Task Events_repeated_all_at_once_and_backwards_book_each_movement_once()
    {
        await using var lab = await StripeLab.StartAsync(infrastructure);
        var told = await MessageTap<PaymentDisputed>.ConnectAsync(lab.Service.Bus);
        var (_, payment, session) = await PaidAsync(lab);
        var dispute = lab.Stripe.Books.Dispute(session);
        lab.Stripe.Books.Review(dispute);
        await FollowAsync(lab);
        lab.Stripe.Books.EndDispute(dispute, won: true);

        var events = DisputeEvents(lab).Reverse().ToArray();
        await Task.WhenAll(Enumerable.Range(0, 5).SelectMany(_ => events).Select(one => lab.DeliverAsync(one)));
        await lab.FollowedAsync();
        await lab.ReconcileAsync();

        var kinds = await lab.Service.InDatabaseAsync(db => db.Database.SqlQuery<string>(
            $"""select kind as "Value" from ledger_entries where payment_id = {payment} order by kind""").ToListAsync());
        Assert.Equal(["capture", "charge", "disputeOpened", "disputeWon", "fee", "fee", "fee"], kinds);
        Assert.Equal("settled", await lab.StatusAsync(payment));
        await told.GetAsync(message => message.PaymentId == payment && message.Revision == 2);
        Assert.Equal([1, 2], told.Seen.Where(message => message.PaymentId == payment).Select(message => message.Revision).Distinct().Order());
        await lab.BooksHoldAsync();
    }

    [Fact]
    public async Task A_reading_that_was_overtaken_by_another_changes_nothing()
    {
        await using var lab = await StripeLab.StartAsync(infrastructure);
        var (_, payment, session) = await PaidAsync(lab);
        var dispute = lab.Stripe.Books.Dispute(session);
        var early = DisputeEvents(lab)[^1];

        // The first reading is slow: while it is under way the bank decides, and another has read that already.
        var slow = new TaskCompletionSource();
        var isFirst = 1;
        lab.Stripe.Done = call => call.Path.StartsWith("/v1/disputes/", StringComparison.Ordinal) && Interlocked.Exchange(ref isFirst, 0) == 1 ? slow.Task : Task.CompletedTask;
        await lab.DeliverAsync(early);
        await Eventually.BeTrueAsync(() => Task.FromResult(Volatile.Read(ref isFirst) == 0), "the slow reading");
        lab.Stripe.Books.EndDispute(dispute, won: true);
        await lab.ReconcileAsync();
        Assert.Equal(DisputeState.Won, await StateAsync(lab, dispute));
        slow.SetResult();
        await lab.FollowedAsync();

        Assert.Equal(DisputeState.Won, await StateAsync(lab, dispute));
        Assert.Equal("settled", await lab.StatusAsync(payment));
        await lab.BooksHoldAsync();
    }

    [Fact]
    public async Task Without_any_event_the_reconciler_finds_disputes_and_how_they_ended()
    {
        await using var lab = await StripeLab.StartAsync(infrastructure);
        var (_, payment, session) = await PaidAsync(lab);

        var dispute = lab.Stripe.Books.Dispute(session);
        await lab.ReconcileAsync();
        Assert.Equal(PaymentStatus.Disputed, (await lab.RowAsync(payment)).Status);
        lab.Stripe.Books.EndDispute(dispute, won: false);
        await lab.ReconcileAsync();

        Assert.Equal(PaymentStatus.ChargedBack, (await lab.RowAsync(payment)).Status);
        var calls = lab.Stripe.Calls.Count;
        await lab.ReconcileAsync();
        Assert.Equal(["GET /v1/disputes"], lab.Stripe.Calls.Skip(calls).Select(call => call.ToString())); // nothing new: one question
        await lab.BooksHoldAsync();
    }

    [Fact]
    public async Task A_dispute_before_anybody_heard_of_the_payment_settles_it_first()
    {
        await using var lab = await StripeLab.StartAsync(infrastructure);
        var (payment, session) = await lab.CheckOutAsync(lab.Job());
        lab.Stripe.Books.Pay(session);
        lab.Stripe.Books.Dispute(session);

        await FollowAsync(lab);

        Assert.Equal(PaymentStatus.Disputed, (await lab.RowAsync(payment)).Status);
        await lab.BooksHoldAsync();
    }

    [Fact]
    public async Task A_dispute_of_nothing_of_ours_is_unknown_and_books_nothing()
    {
        await using var lab = await StripeLab.StartAsync(infrastructure);
        var (_, payment, session) = await PaidAsync(lab);
        lab.Stripe.Books.Dispute(session);
        await lab.Service.InDatabaseAsync(db => db.Database.ExecuteSqlAsync($"update payments set charge = 'pi_of_another' where id = {payment}"));
        var entries = await EntriesAsync(lab);

        await FollowAsync(lab);
        await lab.ReconcileAsync();

        Assert.Equal(entries, await EntriesAsync(lab));
        Assert.All(await lab.Service.InDatabaseAsync(db => db.ProcessorEvents.Select(row => row.Outcome).ToListAsync()), outcome => Assert.Equal(EventOutcome.Unknown, outcome));
    }

    [Fact]
    public async Task An_administrator_sees_disputes_and_all_of_a_payment_and_nobody_else_does()
    {
        await using var lab = await StripeLab.StartAsync(infrastructure);
        var (_, payment, session) = await PaidAsync(lab);
        var (_, _, other) = await PaidAsync(lab);
        var open = lab.Stripe.Books.Dispute(session);
        lab.Stripe.Books.EndDispute(lab.Stripe.Books.Dispute(other), won: false);
        await FollowAsync(lab);
        using var admin = lab.Service.Host.As(Guid.CreateVersion7(), isAdmin: true);

        var first = await admin.GetFromJsonAsync<JsonElement>("/api/v1/admin/payments/disputes?limit=1");
        var second = await admin.GetFromJsonAsync<JsonElement>($"/api/v1/admin/payments/disputes?limit=1&cursor={first.GetProperty("nextCursor").GetString()}");
        var undecided = await admin.GetFromJsonAsync<JsonElement>("/api/v1/admin/payments/disputes?open=true");
        var examined = await admin.GetFromJsonAsync<JsonElement>($"/api/v1/admin/payments/{payment}");

        Assert.Equal(2, first.GetProperty("items").EnumerateArray().Concat(second.GetProperty("items").EnumerateArray()).DistinctBy(one => one.GetProperty("id").GetString()).Count());
        var shown = Assert.Single(undecided.GetProperty("items").EnumerateArray());
        Assert.Equal((open, payment, "open", "fraudulent"), (
            shown.GetProperty("id").GetString(), shown.GetProperty("paymentId").GetGuid(), shown.GetProperty("status").GetString(), shown.GetProperty("reason").GetString()));
        Assert.Equal("disputed", examined.GetProperty("payment").GetProperty("status").GetString());
        Assert.Equal(open, Assert.Single(examined.GetProperty("disputes").EnumerateArray()).GetProperty("id").GetString());
        Assert.Equal(HttpStatusCode.Forbidden, (await lab.Person.GetAsync("/api/v1/admin/payments/disputes")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await lab.Person.GetAsync($"/api/v1/admin/payments/{payment}")).StatusCode);
    }

    private static async Task<(Guid Job, Guid Payment, string Session)> PaidAsync(StripeLab lab)
    {
        var job = lab.Job();
        var (payment, session) = await lab.CheckOutAsync(job);
        lab.Stripe.Books.Pay(session);
        Assert.Equal("settled", await lab.StatusAsync(payment));
        return (job, payment, session);
    }

    private static JsonObject[] DisputeEvents(StripeLab lab) =>
        [.. lab.Stripe.Books.Events.Where(said => ((string)said["type"]!).StartsWith("charge.dispute.", StringComparison.Ordinal))];

    private static async Task FollowAsync(StripeLab lab)
    {
        await lab.DeliverAsync(DisputeEvents(lab));
        await lab.FollowedAsync();
    }

    private static Task<DisputeState> StateAsync(StripeLab lab, string dispute) =>
        lab.Service.InDatabaseAsync(db => db.Disputes.Where(row => row.Id == dispute).Select(row => row.Status).SingleAsync());

    private static Task<int> EntriesAsync(StripeLab lab) =>
        lab.Service.InDatabaseAsync(db => db.Database.SqlQuery<int>($"""select count(*)::int as "Value" from ledger_entries""").SingleAsync());

    private static async Task<GetSettlement.Response> SettlementAsync(StripeLab lab, Guid job)
    {
        using var service = lab.Service.Host.AsService("delivery");
        return (await service.GetFromJsonAsync<GetSettlement.Response>($"/internal/payments/{job}/settlement"))!;
    }

    private static long Minor(string amount) => (long)(decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture) * 100);
}
