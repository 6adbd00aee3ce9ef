using Microsoft.Extensions.Options;
using SwipeReview.Payment.Data;
using SwipeReview.Payment.Payments;
using SwipeReview.Payment.Processors;
using SwipeReview.Payment.Quotes;

namespace SwipeReview.Payment.Refunds;

/// <summary>
/// The rule for decisions that changed after a payment: who accepts fewer changes than they paid for, before anything was
/// delivered, gets the difference back, and what is covered shrinks with it.
/// </summary>
internal sealed class Overpayment(PaymentDbContext db, ProcessorDirectory processors, IOptionsSnapshot<RefundOptions> options, TimeProvider clock)
{
    private const string Reason = "FEWER_ACCEPTED";

    /// <param name="quote">As the decisions stand now.</param>
    /// <param name="payments">All of the job.</param>
    public void Return(Quote quote, IEnumerable<JobPayment> payments)
    {
        var covering = payments.Where(payment => payment.IsCovering).OrderByDescending(payment => payment.Id).ToList();
        var rest = options.Value.Of(covering.Sum(payment => payment.Counts) - quote.Amount);
        if (rest == 0)
        {
            return;
        }

        foreach (var payment in covering)
        {
            var back = processors.Find(payment.Processor)?.LimitsOf(payment.Currency).InSteps(Math.Min(rest, payment.Left)) ?? Math.Min(rest, payment.Left);
            rest -= back;
            if (back > 0)
            {
                Refund.Order(db, payment, back, payment.Left == back ? 0 : quote.AcceptedChanges, Reason, orderedBy: null, clock.GetUtcNow());
            }
            else if (payment.AcceptedChanges > quote.AcceptedChanges)
            {
                payment.Shrink(db, quote.AcceptedChanges, clock.GetUtcNow());
            }
        }
    }
}
