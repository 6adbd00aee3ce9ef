using System.Net;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using SwipeReview.Payment.Ledger;
using SwipeReview.Payment.Payments;
using SwipeReview.Testing;

namespace SwipeReview.Payment.Tests.Ledger;

public sealed class LedgerTests(Infrastructure infrastructure)
{
    [Fact]
    public async Task An_entry_is_in_the_ledger_once_however_often_and_at_once_it_is_posted()
    {
        await using var service = await PaymentService.StartAsync(infrastructure);
        var charge = LedgerEntry.Charge(BookKeeping.Pending());

        var posted = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => service.PostAsync(charge)));

        Assert.Single(posted, first => first);
        var check = await service.CheckLedgerAsync();
        Assert.Equal(1, check.GetProperty("entries").GetInt64());
        Assert.Equal(("12.3400", "-10.3700", "-1.9700"), (check.Balance(Accounts.Receivable), check.Balance(Accounts.Revenue), check.Balance(Accounts.Tax)));
    }

    [Fact]
    public async Task The_same_cause_with_another_amount_is_a_fault_and_no_second_entry()
    {
        await using var service = await PaymentService.StartAsync(infrastructure);
        var payment = BookKeeping.Pending();
        await service.PostAsync(LedgerEntry.Fee("txn_1", payment, new Amount(30, "USD")));

        var fault = await Assert.ThrowsAsync<InvalidOperationException>(() => service.PostAsync(LedgerEntry.Fee("txn_1", payment, new Amount(31, "USD"))));

        Assert.Contains("posted before", fault.Message, StringComparison.Ordinal);
        Assert.Equal("0.3000", (await service.CheckLedgerAsync()).Balance(Accounts.Fees));
    }

    [Fact]
    public async Task An_entry_goes_with_the_transaction_of_its_cause()
    {
        await using var service = await PaymentService.StartAsync(infrastructure);
        var charge = LedgerEntry.Charge(BookKeeping.Pending());
        await service.InDatabaseAsync(async db =>
        {
            await Assert.ThrowsAsync<InvalidOperationException>(() => db.PostAsync(charge, Noon, CancellationToken.None));
            await using var rolledBack = await db.Database.BeginTransactionAsync();
            return await db.PostAsync(charge, Noon, CancellationToken.None);
        });

        Assert.Equal(0, (await service.CheckLedgerAsync()).GetProperty("entries").GetInt64());
        Assert.True(await service.PostAsync(charge));
    }

    [Theory]
    [InlineData("insert into postings select id, 3, 'revenue', 'USD', 1 from ledger_entries")]
    [InlineData("insert into postings select id, line, 'fees', 'USD', amount from ledger_entries, (values (3, 5), (4, -5)) as balanced (line, amount)")]
    [InlineData("insert into ledger_entries values (gen_random_uuid(), 'fee', 'without postings', gen_random_uuid(), null, 2, now())")]
    [InlineData("""
        with entry as (insert into ledger_entries values (gen_random_uuid(), 'fee', 'lopsided', gen_random_uuid(), null, 2, now()) returning id)
        insert into postings select id, line, 'fees', 'USD', amount from entry, (values (1, 5), (2, -4)) as lopsided (line, amount)
        """)]
    [InlineData("""
        with entry as (insert into ledger_entries values (gen_random_uuid(), 'fee', 'two currencies', gen_random_uuid(), null, 2, now()) returning id)
        insert into postings select id, line, 'fees', currency, amount from entry, (values (1, 'USD', 5), (2, 'EUR', -5)) as mixed (line, currency, amount)
        """)]
    public async Task The_database_refuses_what_does_not_balance_when_it_is_committed(string sql)
    {
        await using var service = await PaymentService.StartAsync(infrastructure);
        await service.PostAsync(LedgerEntry.Capture(BookKeeping.Pending()));

        var refused = await Assert.ThrowsAsync<PostgresException>(() => service.SqlAsync(sql));

        Assert.Equal(PostgresErrorCodes.CheckViolation, refused.SqlState);
        Assert.True((await service.CheckLedgerAsync()).GetProperty("unbalanced").GetArrayLength() == 0);
    }

    [Theory]
    [InlineData("update postings set amount = amount * 2")]
    [InlineData("update ledger_entries set cause = 'another'")]
    [InlineData("delete from postings")]
    [InlineData("delete from ledger_entries")]
    [InlineData("truncate postings, ledger_entries")]
    public async Task The_database_refuses_to_change_or_forget(string sql)
    {
        await using var service = await PaymentService.StartAsync(infrastructure);
        await service.PostAsync(LedgerEntry.Capture(BookKeeping.Pending()));

        var refused = await Assert.ThrowsAsync<PostgresException>(() => service.SqlAsync(sql));

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
        Assert.Equal("12.3400", (await service.CheckLedgerAsync()).Balance(Accounts.Processor("test")));
    }

    /// <summary>Whatever is reported, in any order, repeated, of several payments in several currencies: all of it balances.</summary>
    [Fact]
    public async Task Any_sequence_of_entries_balances()
    {
        await using var service = await PaymentService.StartAsync(infrastructure);
        var steps = ArbMap.Default.GeneratorFor<(byte Payment, byte Kind, byte Cause, uint Amount)>().Sample(300);
        JobPayment[] payments = [BookKeeping.Pending(), BookKeeping.Pending(500, 0, "JPY"), BookKeeping.Pending(1.234m, 0.111m, "KWD"), BookKeeping.Pending(0, 0)];
        foreach (var (number, kind, cause, amount) in steps)
        {
            var payment = payments[number % payments.Length];
            try
            {
                await service.PostAsync(Entry(payment, kind, cause % 5, new Amount(amount, payment.Currency)));
            }
            catch (InvalidOperationException fault) when (fault.Message.Contains("posted before", StringComparison.Ordinal))
            {
                // The same cause with another amount: refused, and the ledger is as it was.
                continue;
            }
        }

        var check = await service.CheckLedgerAsync();
        Assert.True(check.Holds(), check.ToString());
        Assert.Equal(3, check.GetProperty("currencies").GetArrayLength());
        Assert.InRange(check.GetProperty("entries").GetInt64(), 20, 300);
    }

    [Fact]
    public void Every_entry_balances_or_is_beyond_what_can_be_booked() =>
        Prop.ForAll(
            ArbMap.Default.ArbFor<(byte Kind, long Amount)>(),
            step =>
            {
                try
                {
                    var postings = Entry(BookKeeping.Pending(), step.Kind, 1, new Amount(step.Amount, "USD")).Postings;
                    Assert.Equal(0, postings.Sum(posting => (decimal)posting.Amount.Minor));
                    Assert.DoesNotContain(postings, posting => posting.Amount.IsZero);
                }
                catch (OverflowException)
                {
                    Assert.Equal(long.MinValue, step.Amount);
                }
            }).QuickCheckThrowOnFailure();

    [Fact]
    public async Task A_payment_that_the_ledger_tells_otherwise_is_found()
    {
        await using var service = await PaymentService.StartAsync(infrastructure, ("Payment:Prices:FreeChangesPerMonth", "0"));
        var payment = BookKeeping.Pending();
        await service.PostAsync(LedgerEntry.Charge(payment));
        Assert.True((await service.CheckLedgerAsync()).Holds());

        await service.SqlAsync($"""
            insert into quotes (id, user_id, job_id, rules_version, accepted_changes, allowance_used, amount, due, currency, lines, created_at)
            values ('{payment.QuoteId}', '{payment.UserId}', '{payment.JobId}', 'test', 7, 0, 12.34, 12.34, 'USD', '[]', now());
            insert into payments (id, user_id, job_id, quote_id, status, accepted_changes, allowance_used, amount, tax, currency, processor, created_at, settled_at)
            values ('{payment.Id}', '{payment.UserId}', '{payment.JobId}', '{payment.QuoteId}', 'settled', 7, 0, 12.34, 1.97, 'USD', 'test', now(), now());
            """);

        var check = await service.CheckLedgerAsync();
        Assert.False(check.Holds());
        var found = Assert.Single(check.GetProperty("disagreements").EnumerateArray());
        Assert.Equal(payment.Id, found.GetProperty("paymentId").GetGuid());
        Assert.Equal("0.0000", found.GetProperty("captured").GetProperty("amount").GetString());
        await service.PostAsync(LedgerEntry.Capture(payment));
        Assert.True((await service.CheckLedgerAsync()).Holds());
    }

    [Fact]
    public async Task The_check_is_for_administrators()
    {
        await using var service = await PaymentService.StartAsync(infrastructure);
        using var person = service.Host.As(Guid.CreateVersion7());

        Assert.Equal(HttpStatusCode.Forbidden, (await person.GetAsync("/api/v1/admin/ledger/check")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await service.Host.Anonymous().GetAsync("/api/v1/admin/ledger/check")).StatusCode);
    }

    [Fact]
    public async Task The_schema_and_the_code_know_the_same_decimals()
    {
        await using var service = await PaymentService.StartAsync(infrastructure);
        foreach (var currency in (string[])["USD", "EUR", "JPY", "KRW", "ISK", "UGX", "XOF", "KWD", "BHD", "TND", "MGA", "HUF"])
        {
            var scale = await service.InDatabaseAsync(db => db.Database.SqlQuery<long>($"""select minor_units(1, {currency}) as "Value" """).SingleAsync());

            Assert.Equal(Amount.Of(1, currency).Minor, scale);
        }
    }

    private static readonly DateTimeOffset Noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    private static LedgerEntry Entry(JobPayment payment, byte kind, int cause, Amount amount) => (kind % 10) switch
    {
        0 => LedgerEntry.Charge(payment),
        1 => LedgerEntry.Capture(payment),
        2 => LedgerEntry.Allowance(payment),
        3 => LedgerEntry.Fee($"fee-{cause}", payment, amount),
        4 => LedgerEntry.DisputeOpened($"dispute-{cause}", BookKeeping.Dispute(payment), amount),
        5 => LedgerEntry.DisputeWon($"dispute-{cause}", BookKeeping.Dispute(payment), amount),
        6 => LedgerEntry.DisputeLost($"dispute-{cause}", BookKeeping.Dispute(payment), amount),
        7 => LedgerEntry.Refund(BookKeeping.Refund(new Guid(cause, 0, 0, new byte[8]), payment, amount), payment),
        8 => LedgerEntry.WriteOff($"writeoff-{cause}", payment, amount),
        _ => LedgerEntry.Subscription($"in_{cause}", payment.UserId, "test", amount, new Amount(amount.Minor / 5, amount.Currency)),
    };
}
