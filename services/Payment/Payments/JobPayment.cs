using SwipeReview.Contracts.Payment;
using SwipeReview.Payment.Data;
using SwipeReview.Payment.Ledger;
using SwipeReview.Payment.Quotes;

namespace SwipeReview.Payment.Payments;

internal enum PaymentStatus
{
    NotRequired,
    Pending,
    Settled,
    Failed,
    Refunded,
}

/// <summary>A payment for a job's accepted changes: of one frozen quote, settled at most once.</summary>
internal sealed class JobPayment
{
    public required Guid Id { get; init; }

    public required Guid UserId { get; init; }

    public required Guid JobId { get; init; }

    public required Guid QuoteId { get; init; }

    public PaymentStatus Status { get; private set; }

    public required int AcceptedChanges { get; init; }

    public required int AllowanceUsed { get; init; }

    public required decimal Amount { get; init; }

    /// <summary>The part of <see cref="Amount"/> that is tax.</summary>
    public decimal Tax { get; init; }

    /// <summary>What the free changes would have cost that this payment added to those of the job's earlier ones.</summary>
    public decimal AllowanceWorth { get; init; }

    /// <summary>How much of <see cref="Amount"/> went back.</summary>
    public decimal Refunded { get; private set; }

    public required string Currency { get; init; }

    public required string Processor { get; init; }

    /// <summary>The checkout, as the processor names it; null until one was opened.</summary>
    public string? Session { get; private set; }

    public string? CheckoutUrl { get; private set; }

    /// <summary>What was charged, as the processor names it.</summary>
    public string? Charge { get; private set; }

    /// <summary>Which try at opening a checkout this is.</summary>
    public int Attempt { get; private set; }

    /// <summary>Since when it is to be closed, because another has taken its place.</summary>
    public DateTimeOffset? ClosingAt { get; private set; }

    /// <summary>When the processor was last asked about it.</summary>
    public DateTimeOffset? CheckedAt { get; private set; }

    /// <summary>Why a person has to look at it: what was paid is not what was frozen.</summary>
    public string? Problem { get; private set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? SettledAt { get; private set; }

    public bool WantsCheckout => Status == PaymentStatus.Pending && Session is null && ClosingAt is null;

    /// <summary>A failed one too: money that arrives late is still money.</summary>
    public bool MayStillBePaid => Status is PaymentStatus.Pending or PaymentStatus.Failed;

    /// <summary><see cref="Amount"/> as it is booked.</summary>
    public Amount Total => Ledger.Amount.Of(Amount, Currency);

    public Amount TaxPart => Ledger.Amount.Of(Tax, Currency);

    public bool IsCovering => Status is PaymentStatus.Settled or PaymentStatus.NotRequired;

    /// <summary>Covers what the job has accepted: nothing more is owed until more is accepted.</summary>
    public bool Covers(int acceptedChanges) => IsCovering && AcceptedChanges >= acceptedChanges;

    /// <param name="earlier">The job's other payments.</param>
    public static JobPayment For(Quote quote, IEnumerable<JobPayment> earlier, string processor, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        UserId = quote.UserId,
        JobId = quote.JobId,
        QuoteId = quote.Id,
        Status = PaymentStatus.Pending,
        AcceptedChanges = quote.AcceptedChanges,
        AllowanceUsed = quote.AllowanceUsed,
        Amount = quote.Due,
        Tax = quote.DueTax,
        AllowanceWorth = Math.Max(0, Currencies.Payable(quote.AllowanceWorth, quote.Currency) - earlier.Where(payment => payment.IsCovering).Sum(payment => payment.AllowanceWorth)),
        Currency = quote.Currency,
        Processor = processor,
        CreatedAt = now,
    };

    public void Checked(DateTimeOffset now) => CheckedAt = now;

    /// <summary>Makes room for another payment; the checkout is closed after that is stored.</summary>
    public void Close(DateTimeOffset now) => ClosingAt ??= now;

    public void Doubt(string problem) => Problem = problem;

    /// <summary>Ends a payment well. Does nothing when money has been counted already.</summary>
    public void Settle(PaymentDbContext db, DateTimeOffset now, string? charge = null)
    {
        if (!MayStillBePaid)
        {
            return;
        }

        Status = Amount == 0 ? PaymentStatus.NotRequired : PaymentStatus.Settled;
        SettledAt = now;
        Charge = charge;
        db.Publish(new PaymentSettled(Id, JobId, UserId, AcceptedChanges, Amount, Currency, now), JobId.ToString());
    }

    /// <summary>Ends a pending payment badly; another may be started. Does nothing when it has ended already.</summary>
    public void Fail(PaymentDbContext db, string code, DateTimeOffset now)
    {
        if (Status != PaymentStatus.Pending)
        {
            return;
        }

        Status = PaymentStatus.Failed;
        db.Publish(new PaymentFailed(Id, JobId, UserId, code, now), JobId.ToString());
    }
}
