using SwipeReview.Payment.Processors;
using SwipeReview.ServiceDefaults;
using SwipeReview.ServiceDefaults.Errors;

namespace SwipeReview.Payment.Payments;

/// <summary>
/// Around <see cref="StartPayment"/> and its Idempotency-Key: when both are committed, the processor is asked for the
/// checkout. So the answer to a repeated key tells what became of the payment since.
/// </summary>
internal sealed partial class OpenCheckout(Checkouts checkouts, ILogger<OpenCheckout> logger) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var answer = await next(context);
        if (Idempotency.ValueOf<PaymentResponse>(answer) is not { Status: PaymentStatus.Pending } started)
        {
            return answer;
        }

        try
        {
            var payment = await checkouts.OpenAsync(started.Id, context.HttpContext.RequestAborted);
            return payment.Status == PaymentStatus.Failed && payment.Session is null
                ? ErrorResults.Conflict("What is owed has changed since: look again, and start another payment.", ("paymentId", payment.Id))
                : TypedResults.Created($"/api/v1/payments/{payment.Id}", PaymentResponse.From(payment));
        }
        catch (ProcessorException fault)
        {
            LogUnopened(logger, started.Id, fault.Message);
            return ErrorResults.UpstreamFailed("The page to pay on can't be opened right now. Nothing was charged; try again in a moment.");
        }
    }

    [LoggerMessage(LogLevel.Warning, "No checkout for payment {PaymentId} yet: {Reason}")]
    private static partial void LogUnopened(ILogger logger, Guid paymentId, string reason);
}
