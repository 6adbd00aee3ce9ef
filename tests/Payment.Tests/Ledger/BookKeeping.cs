using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using SwipeReview.Payment.Data;
using SwipeReview.Payment.Disputes;
using SwipeReview.Payment.Ledger;
using SwipeReview.Payment.Payments;
using SwipeReview.Payment.Quotes;
using SwipeReview.Payment.Refunds;

namespace SwipeReview.Payment.Tests.Ledger;

/// <summary>What tests do to the ledger, and what an administrator sees of it.</summary>
internal static class BookKeeping
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    /// <summary>A payment that is on its way.</summary>
    public static JobPayment Pending(decimal amount = 12.34m, decimal tax = 1.97m, string currency = "USD")
    {
        var quote = new Quote
        {
            Id = Guid.CreateVersion7(),
            UserId = Guid.CreateVersion7(),
            JobId = Guid.CreateVersion7(),
            RulesVersion = "test",
            AcceptedChanges = 7,
            AllowanceUsed = 0,
            Amount = amount,
            Due = amount,
            Currency = currency,
            Lines = [],
            CreatedAt = Now,
        };
        return new JobPayment
        {
            Id = Guid.CreateVersion7(),
            UserId = quote.UserId,
            JobId = quote.JobId,
            QuoteId = quote.Id,
            AcceptedChanges = quote.AcceptedChanges,
            AllowanceUsed = quote.AllowanceUsed,
            Amount = amount,
            Tax = tax,
            AllowanceWorth = amount,
            Currency = currency,
            Processor = "test",
            CreatedAt = Now,
        };
    }

    public static Refund Refund(Guid id, JobPayment payment, Amount amount) => new()
    {
        Id = id,
        PaymentId = payment.Id,
        UserId = payment.UserId,
        Amount = amount.ToDecimal(),
        Tax = Currencies.Payable(amount.ToDecimal() / 5, payment.Currency),
        Currency = payment.Currency,
        Reason = "test",
        IsGoodwill = false,
        CreatedAt = Now,
    };

    public static Dispute Dispute(JobPayment payment) => new()
    {
        Processor = payment.Processor,
        Id = "test",
        PaymentId = payment.Id,
        UserId = payment.UserId,
        Amount = payment.Amount,
        Currency = payment.Currency,
        Reason = "test",
        CreatedAt = Now,
    };

    /// <summary>Posts in a transaction of its own.</summary>
    public static Task<bool> PostAsync(this PaymentService service, LedgerEntry entry) => service.InDatabaseAsync(async db =>
    {
        await using var transaction = await db.Database.BeginTransactionAsync();
        var posted = await db.PostAsync(entry, Now, CancellationToken.None);
        await transaction.CommitAsync();
        return posted;
    });

    public static Task<int> SqlAsync(this PaymentService service, string sql) =>
        service.InDatabaseAsync(db => db.Database.ExecuteSqlRawAsync(sql));

    public static async Task<JsonElement> CheckLedgerAsync(this PaymentService service)
    {
        using var admin = service.Host.As(Guid.CreateVersion7(), isAdmin: true);
        return await admin.GetFromJsonAsync<JsonElement>("/api/v1/admin/ledger/check");
    }

    public static bool Holds(this JsonElement check) => check.GetProperty("holds").GetBoolean();

    /// <summary>What an account has, as the check tells; 0 where it was never posted to.</summary>
    public static string Balance(this JsonElement check, string account, string currency = "USD") =>
        check.GetProperty("currencies").EnumerateArray().Where(one => one.GetProperty("currency").GetString() == currency)
            .SelectMany(one => one.GetProperty("accounts").EnumerateArray())
            .Where(one => one.GetProperty("account").GetString() == account)
            .Select(one => one.GetProperty("balance").GetProperty("amount").GetString()!).SingleOrDefault("0.0000");
}
