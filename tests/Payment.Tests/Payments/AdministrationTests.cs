using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using SwipeReview.Testing;

namespace SwipeReview.Payment.Tests.Payments;

/// <summary>What an administrator sees of everybody's payments.</summary>
public sealed class AdministrationTests(Infrastructure infrastructure)
{
    private readonly Guid ann = Guid.CreateVersion7();
    private readonly Guid bob = Guid.CreateVersion7();

    [Fact]
    public async Task Payments_are_found_by_themselves_their_job_their_person_and_the_numbers_on_their_papers()
    {
        await using var service = await StartAsync();
        using var admin = service.Host.As(Guid.CreateVersion7(), isAdmin: true);
        var (annsJob, bobsJob) = (PaymentService.Bill(ann, local: 80), PaymentService.Bill(bob, local: 60));
        var anns = await PaidAsync(service, ann, annsJob);
        var bobs = await PaidAsync(service, bob, bobsJob);
        using var refunded = await admin.PostAsJsonAsync($"/api/v1/admin/payments/{bobs}/refund", new { reason = "asked for" });
        Assert.Equal(HttpStatusCode.Created, refunded.StatusCode);
        await Eventually.BeTrueAsync(async () => (await FindAsync(admin, "C-" + Year + "-000001")).SequenceEqual([bobs]), "the credit note");

        Assert.Equal([bobs, anns], await FindAsync(admin, ""));
        foreach (var sought in (string[])[$"{anns}", $" {annsJob} ", $"{ann}", $"I-{Year}-000001", $"r-{Year}-000001"])
        {
            Assert.Equal([anns], await FindAsync(admin, sought));
        }

        foreach (var sought in (string[])[$"{Guid.CreateVersion7()}", $"I-{Year}-000009", "I-x", "anything"])
        {
            Assert.Empty(await FindAsync(admin, sought));
        }
    }

    [Fact]
    public async Task A_payment_is_shown_with_what_went_back_and_all_that_is_booked_for_it()
    {
        await using var service = await StartAsync(("Payment:Prices:TaxPercent", "19"));
        var administrator = Guid.CreateVersion7();
        using var admin = service.Host.As(administrator, isAdmin: true);
        var payment = await PaidAsync(service, ann, PaymentService.Bill(ann, local: 80));
        using var ordered = await admin.PostAsJsonAsync(
            $"/api/v1/admin/payments/{payment}/refund", new { reason = "a kindness", amount = new { amount = "0.45", currency = "USD" } });
        Assert.Equal(HttpStatusCode.Created, ordered.StatusCode);

        JsonElement shown = default;
        await Eventually.BeTrueAsync(async () =>
        {
            shown = await admin.GetFromJsonAsync<JsonElement>($"{ordered.Headers.Location}/ledger");
            return shown.GetProperty("creditNotes").GetArrayLength() == 1;
        }, "the refund");

        Assert.Equal(("0.9500", "0.4500", "0.5000"), (Amount(shown, "amount"), Amount(shown, "refunded"), Amount(shown, "left")));
        Assert.Equal($"I-{Year}-000001", shown.GetProperty("invoice").GetString());
        var refund = shown.GetProperty("refunds")[0];
        Assert.Equal(
            ("a kindness", "succeeded", administrator),
            (refund.GetProperty("reason").GetString(), refund.GetProperty("status").GetString(), refund.GetProperty("orderedBy").GetGuid()));
        Assert.Equal($"C-{Year}-000001", shown.GetProperty("creditNotes")[0].GetProperty("number").GetString());
        Assert.Equal(
            ["charge: receivable:user 0.9500, revenue -0.8000, tax -0.1500", "capture: processor:test 0.9500, receivable:user -0.9500", "refund: refunds 0.3800, tax 0.0700, processor:test -0.4500"],
            shown.GetProperty("entries").EnumerateArray().Select(entry => entry.GetProperty("kind").GetString() + ": " + string.Join(", ", entry.GetProperty("postings").EnumerateArray()
                .Select(posting => $"{posting.GetProperty("account").GetString()} {posting.GetProperty("amount").GetProperty("amount").GetString()}"))));
    }

    [Fact]
    public async Task Only_an_administrator_sees_them()
    {
        await using var service = await StartAsync();
        var payment = await PaidAsync(service, ann, PaymentService.Bill(ann, local: 80));
        using var person = service.Host.As(ann);
        using var admin = service.Host.As(Guid.CreateVersion7(), isAdmin: true);

        foreach (var route in (string[])["/api/v1/admin/payments", $"/api/v1/admin/payments/{payment}/ledger", "/api/v1/admin/ledger/check"])
        {
            Assert.Equal(HttpStatusCode.Forbidden, (await person.GetAsync(route)).StatusCode);
            Assert.Equal(HttpStatusCode.Unauthorized, (await service.Host.Anonymous().GetAsync(route)).StatusCode);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await admin.GetAsync($"/api/v1/admin/payments/{Guid.CreateVersion7()}/ledger")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await admin.GetAsync("/api/v1/admin/payments?cursor=oops")).StatusCode);
    }

    private static int Year => TimeProvider.System.GetUtcNow().Year;

    private Task<PaymentService> StartAsync(params (string, string)[] settings) =>
        PaymentService.StartAsync(infrastructure, [("Payment:Prices:FreeChangesPerMonth", "0"), .. settings]);

    private static async Task<Guid> PaidAsync(PaymentService service, Guid user, Guid job)
    {
        using var person = service.Host.As(user);
        using var answer = await person.PostAsJsonAsync("/api/v1/payments", new { jobId = job });
        var payment = await answer.ShouldBeAsync<JsonElement>(HttpStatusCode.Created);
        await service.PayTestCheckoutAsync(payment);
        return payment.GetProperty("id").GetGuid();
    }

    private static async Task<IReadOnlyList<Guid>> FindAsync(HttpClient admin, string sought) =>
        [.. (await admin.GetFromJsonAsync<JsonElement>($"/api/v1/admin/payments?q={Uri.EscapeDataString(sought)}")).GetProperty("items").EnumerateArray().Select(found => found.GetProperty("id").GetGuid())];

    private static string? Amount(JsonElement shown, string name) => shown.GetProperty("payment").GetProperty(name).GetProperty("amount").GetString();
}
