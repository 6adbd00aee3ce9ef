using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SwipeReview.Contracts.Payment;
using SwipeReview.Payment.Data;
using SwipeReview.Payment.Processors.Stripe;
using SwipeReview.ServiceDefaults.Errors;

namespace SwipeReview.Payment.Webhooks;

/// <summary>
/// <c>POST /payments/webhook</c>: the signature is checked over the bytes as they came, the event is kept once, and the
/// answer goes out; what it asks for is done by <see cref="FollowStoredEvent"/>.
/// </summary>
internal static class ReceiveEvent
{
    public const string Route = "/api/v1/payments/webhook";
    public const string SignatureHeader = "Stripe-Signature";
    public const int LargestBody = 512 * 1024;

    public static async Task<Results<Ok, ErrorResult>> HandleAsync(
        HttpRequest request, PaymentDbContext db, IOptionsSnapshot<StripeOptions> options, TimeProvider clock, CancellationToken cancellationToken)
    {
        var stripe = options.Value;
        if (!stripe.IsSet)
        {
            return ErrorResults.NotFound("webhook");
        }

        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, cancellationToken);
        var bytes = body.GetBuffer().AsMemory(0, (int)body.Length);
        var now = clock.GetUtcNow();
        if (!StripeSignature.IsValid(bytes.Span, request.Headers[SignatureHeader], stripe.WebhookSecrets, now, stripe.Tolerance))
        {
            return ErrorResults.Validation("The signature does not hold.", SignatureHeader);
        }

        if (StripeEvent.Parse(bytes) is not { } said)
        {
            return ErrorResults.Validation("This is no event.");
        }

        if (said.Livemode != stripe.IsLive)
        {
            return ErrorResults.Validation("This event is of the other mode.", "livemode");
        }

        await KeepAsync(said, StripeProcessor.NameOf(stripe), db, now, cancellationToken);
        return TypedResults.Ok();
    }

    private static async Task KeepAsync(StripeEvent said, string processor, PaymentDbContext db, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var isNew = await db.Database.ExecuteSqlAsync($"""
            insert into processor_events (processor, id, type, object_id, reference, customer, created_at, received_at)
            values ({processor}, {said.Id}, {said.Type}, {said.ObjectId}, {said.Reference}, {said.Customer}, {said.Created}, {now})
            on conflict do nothing
            """, cancellationToken) == 1;
        if (isNew)
        {
            db.Publish(new FollowNotice(processor, said.Id));
            await db.SaveChangesAsync(cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
    }
}
