using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SwipeReview.Payment.Papers;
using SwipeReview.Payment.Payments;
using SwipeReview.Payment.Tests.Ledger;
using SwipeReview.Testing;

namespace SwipeReview.Payment.Tests.Papers;

public sealed class PaperTests(Infrastructure infrastructure)
{
    private readonly Guid user = Guid.CreateVersion7();

    [Fact]
    public async Task A_paid_job_has_an_invoice_and_a_receipt_that_are_the_same_bytes_each_time()
    {
        await using var service = await StartAsync();
        using var person = service.Host.As(user);
        var payment = await PaidAsync(service, person);

        foreach (var paper in (string[])["invoice", "receipt"])
        {
            using var answer = await person.GetAsync(payment.GetProperty(paper + "Url").GetString());
            Assert.Equal("application/pdf", answer.Content.Headers.ContentType?.MediaType);
            Assert.Equal($"{char.ToUpperInvariant(paper[0])}-{Year}-000001.pdf", answer.Content.Headers.ContentDisposition?.FileNameStar);
            var bytes = await answer.Content.ReadAsByteArrayAsync();
            Assert.StartsWith("%PDF-", Encoding.ASCII.GetString(bytes), StringComparison.Ordinal);
            Assert.Equal(bytes, await person.GetByteArrayAsync(payment.GetProperty(paper + "Url").GetString()));
        }
    }

    [Fact]
    public async Task What_went_back_has_a_credit_note()
    {
        await using var service = await StartAsync();
        using var person = service.Host.As(user);
        using var admin = service.Host.As(Guid.CreateVersion7(), isAdmin: true);
        var payment = (await PaidAsync(service, person)).GetProperty("id").GetGuid();
        using var ordered = await admin.PostAsJsonAsync($"/api/v1/admin/payments/{payment}/refund", new { reason = "asked for" });
        var refund = (await ordered.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetGuid();
        var note = $"/api/v1/payments/{payment}/credit-notes/{refund}";

        await Eventually.BeTrueAsync(async () => (await person.GetAsync(note)).StatusCode == HttpStatusCode.OK, "the credit note");

        Assert.Equal($"C-{Year}-000001.pdf", (await person.GetAsync(note)).Content.Headers.ContentDisposition?.FileNameStar);
        var listed = (await person.GetFromJsonAsync<JsonElement>("/api/v1/payments")).GetProperty("items")[0].GetProperty("creditNotes")[0];
        var shown = (await person.GetFromJsonAsync<JsonElement>($"/api/v1/payments/{payment}")).GetProperty("creditNotes")[0];
        Assert.All((JsonElement[])[listed, shown], found => Assert.Equal(
            ($"C-{Year}-000001", "0.8000", note),
            (found.GetProperty("number").GetString(), found.GetProperty("amount").GetProperty("amount").GetString(), found.GetProperty("url").GetString())));
        Assert.Equal(HttpStatusCode.OK, (await person.GetAsync($"/api/v1/payments/{payment}/invoice")).StatusCode);
    }

    [Fact]
    public async Task Nobody_has_papers_of_another_or_of_nothing()
    {
        await using var service = await StartAsync();
        using var person = service.Host.As(user);
        using var stranger = service.Host.As(Guid.CreateVersion7());
        var paid = (await PaidAsync(service, person)).GetProperty("id").GetGuid();
        using var nothing = await person.PostAsJsonAsync("/api/v1/payments", new { jobId = PaymentService.Bill(user, local: 0) });
        var free = (await nothing.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetGuid();

        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync($"/api/v1/payments/{paid}/invoice")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await person.GetAsync($"/api/v1/payments/{free}/invoice")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await person.GetAsync($"/api/v1/payments/{paid}/credit-notes/{Guid.CreateVersion7()}")).StatusCode);
    }

    /// <summary>Thirty at once, every third of them rolled back after it had its number.</summary>
    [Fact]
    public async Task Numbers_have_no_gaps_and_no_doubles_whoever_rolls_back()
    {
        await using var service = await StartAsync();
        var payments = new List<JobPayment>();
        for (var i = 0; i < 30; i++)
        {
            payments.Add(await SettledRowAsync(service));
        }

        await Task.WhenAll(payments.Select((payment, index) => IssueAsync(service, payment, commit: index % 3 != 0)));

        Assert.Equal(Enumerable.Range(1, 20), await NumbersAsync(service));
        await Task.WhenAll(payments.Select(payment => IssueAsync(service, payment, commit: true)));
        Assert.Equal(Enumerable.Range(1, 30), await NumbersAsync(service));
    }

    [Fact]
    public async Task Each_year_begins_anew()
    {
        await using var service = await StartAsync();
        foreach (var year in (int[])[2026, 2026, 2027])
        {
            await IssueAsync(service, await SettledRowAsync(service), commit: true, year);
        }

        var papers = await service.InDatabaseAsync(db => db.Papers.OrderBy(paper => paper.Year).ThenBy(paper => paper.Number).ToListAsync());
        Assert.Equal(["I-2026-000001", "I-2026-000002", "I-2027-000001"], papers.Select(paper => paper.FullNumber));
    }

    private static int Year => TimeProvider.System.GetUtcNow().Year;

    private Task<PaymentService> StartAsync() => PaymentService.StartAsync(infrastructure, ("Payment:Prices:FreeChangesPerMonth", "0"));

    private async Task<JsonElement> PaidAsync(PaymentService service, HttpClient person)
    {
        using var answer = await person.PostAsJsonAsync("/api/v1/payments", new { jobId = PaymentService.Bill(user, local: 80) });
        var payment = await answer.Content.ReadFromJsonAsync<JsonElement>();
        await service.PayTestCheckoutAsync(payment);
        return await person.GetFromJsonAsync<JsonElement>($"/api/v1/payments/{payment.GetProperty("id").GetGuid()}");
    }

    private static async Task<JobPayment> SettledRowAsync(PaymentService service)
    {
        var payment = BookKeeping.Pending();
        await service.SqlAsync($"""
            insert into quotes (id, user_id, job_id, rules_version, accepted_changes, allowance_used, amount, due, currency, lines, created_at)
            values ('{payment.QuoteId}', '{payment.UserId}', '{payment.JobId}', 'test', 7, 0, 12.34, 12.34, 'USD', '[]', now());
            insert into payments (id, user_id, job_id, quote_id, status, accepted_changes, allowance_used, amount, tax, currency, processor, created_at, settled_at)
            values ('{payment.Id}', '{payment.UserId}', '{payment.JobId}', '{payment.QuoteId}', 'settled', 7, 0, 12.34, 1.97, 'USD', 'test', now(), now());
            """);
        return payment;
    }

    private static async Task IssueAsync(PaymentService service, JobPayment row, bool commit, int year = 2026)
    {
        await using var scope = service.Host.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<Data.PaymentDbContext>();
        await using var transaction = await db.Database.BeginTransactionAsync();
        var payment = await db.Payments.SingleAsync(payment => payment.Id == row.Id);
        await scope.ServiceProvider.GetRequiredService<PaperDesk>().InvoiceAsync(payment, new DateTimeOffset(year, 6, 1, 0, 0, 0, TimeSpan.Zero), CancellationToken.None);
        await db.SaveChangesAsync();
        if (commit)
        {
            await transaction.CommitAsync();
        }
    }

    private static Task<List<int>> NumbersAsync(PaymentService service) =>
        service.InDatabaseAsync(db => db.Papers.OrderBy(paper => paper.Number).Select(paper => paper.Number).ToListAsync());
}
