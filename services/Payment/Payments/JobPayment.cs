using SwipeReview.Contracts.Payment;
using SwipeReview.Payment.Data;
using SwipeReview.Payment.Disputes;
using SwipeReview.Payment.Ledger;
using SwipeReview.Payment.Processors;
using SwipeReview.Payment.Quotes;
using SwipeReview.Payment.Refunds;

namespace SwipeReview.Payment.Payments;

internal enum PaymentStatus
{
    NotRequired,
    Pending,
    Settled,
    Failed,
    Refunded,

    /// <summary>Its bank has taken it back until it has decided.</summary>
    Disputed,

    /// <summary>Its bank has taken it back for good.</summary>
    ChargedBack,
}

/// <summary>A payment for a job's accepted changes: of one frozen quote, settled at most once.</summary>
internal sealed class JobPayment
{
    public required Guid Id { get; init; }

    public required Guid UserId { get; init; }

    public required Guid JobId { get; init; }

    public required Guid QuoteId { get; init; }

    public PaymentStatus Status { get; private set; }

    /// <summary>Up to how many this payment covers; fewer than its quote's once money goes back.</summary>
    public required int AcceptedChanges { get; set; }

    public required int AllowanceUsed { get; init; }

    public required decimal Amount { get; init; }

    /// <summary>The part of <see cref="Amount"/> that is tax.</summary>
    public decimal Tax { get; init; }

    /// <summary>What the free changes would have cost that this payment added to those of the job's earlier ones.</summary>
    public decimal AllowanceWorth { get; init; }

    /// <summary>How much of <see cref="Amount"/> went back.</summary>
    public decimal Refunded { get; private set; }

    /// <summary>How much is on its way back.</summary>
    public decimal Refunding { get; private set; }

    /// <summary>What of both was given back and is not owed again, because what it paid for stayed covered.</summary>
    public decimal Goodwill { get; private set; }

    /// <summary>The tax in what goes back.</summary>
    public decimal TaxBack { get; private set; }

    /// <summary>What a bank has of it, undecided or for good.</summary>
    public decimal HeldBack { get; private set; }

    /// <summary>How often a dispute has changed its state.</summary>
    public int DisputeRevision { get; private set; }

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

    /// <summary>The processor has not said yet what it keeps of it.</summary>
    public bool AwaitsFee { get; private set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? SettledAt { get; private set; }

    public bool WantsCheckout => Status == PaymentStatus.Pending && Session is null && ClosingAt is null;

    /// <summary>A failed one too: money that arrives late is still money.</summary>
    public bool MayStillBePaid => Status is PaymentStatus.Pending or PaymentStatus.Failed;

    /// <summary><see cref="Amount"/> as it is booked.</summary>
    public Amount Total => Ledger.Amount.Of(Amount, Currency);

    public Amount TaxPart => Ledger.Amount.Of(Tax, Currency);

    /// <summary>What has neither gone back nor is on its way.</summary>
    public decimal Left => Amount - Refunded - Refunding;

    /// <summary>How much of what is owed it has paid.</summary>
    public decimal Counts => Left + Goodwill;

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

    public void FeeStated() => AwaitsFee = false;

    /// <summary>Takes a checkout for its own that was opened for it and not stored. Does nothing when it has one.</summary>
    public void Attach(string session) => Session ??= session;

    /// <summary>Makes room for another payment; the checkout is closed after that is stored.</summary>
    public void Close(DateTimeOffset now) => ClosingAt ??= now;

    public void Doubt(string problem) => Problem = problem;

    /// <summary>Ends a payment well. Does nothing when money has been counted already.</summary>
    public void Settle(PaymentDbContext db, DateTimeOffset now, string? charge = null, bool awaitsFee = false)
    {
        if (!MayStillBePaid)
        {
            return;
        }

        Status = Amount == 0 ? PaymentStatus.NotRequired : PaymentStatus.Settled;
        SettledAt = now;
        (Charge, AwaitsFee) = (charge, awaitsFee);
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

    /// <summary>The tax in a refund of so much: in the end all of it, not a cent more or less.</summary>
    public decimal TaxOf(decimal refund) =>
        Math.Clamp(Currencies.Payable(Tax * (Amount - Left + refund) / Amount, Currency) - TaxBack, 0, Math.Min(refund, Tax - TaxBack));

    public void SetAside(Refund refund) =>
        (Refunding, TaxBack, Goodwill) = (Refunding + refund.Amount, TaxBack + refund.Tax, Goodwill + (refund.IsGoodwill ? refund.Amount : 0));

    public void CoverAtMost(int acceptedChanges) => AcceptedChanges = Math.Min(AcceptedChanges, acceptedChanges);

    /// <summary>Covers less, though nothing of its own goes back.</summary>
    public void Shrink(PaymentDbContext db, int acceptedChanges, DateTimeOffset now)
    {
        CoverAtMost(acceptedChanges);
        db.Publish(new PaymentRefunded(Id, JobId, UserId, 0, Currency, now, acceptedChanges == 0 ? null : acceptedChanges), JobId.ToString());
    }

    /// <summary>A refund arrived.</summary>
    public void GiveBack(Refund refund)
    {
        Refunding -= refund.Amount;
        Refunded += refund.Amount;
        Status = Status == PaymentStatus.Settled && Refunded == Amount ? PaymentStatus.Refunded : Status;
    }

    /// <summary>Takes the state that its disputes give it.</summary>
    /// <param name="disputes">All of this payment.</param>
    public void Weigh(PaymentDbContext db, IReadOnlyCollection<Dispute> disputes, DateTimeOffset now)
    {
        HeldBack = disputes.Sum(dispute => dispute.Held);
        if (Status is not (PaymentStatus.Settled or PaymentStatus.Refunded or PaymentStatus.Disputed or PaymentStatus.ChargedBack))
        {
            return;
        }

        var was = Status;
        Status = disputes.Any(dispute => dispute.Status == DisputeState.Open) ? PaymentStatus.Disputed
            : disputes.Any(dispute => dispute.Lost > 0) ? PaymentStatus.ChargedBack
            : Refunded == Amount ? PaymentStatus.Refunded
            : PaymentStatus.Settled;
        if (Status == was)
        {
            return;
        }

        DisputeRevision++;
        db.Publish(new PaymentDisputed(Id, JobId, UserId, Status == PaymentStatus.Disputed, DisputeRevision, HeldBack, Currency, now), JobId.ToString());
        if (Status == PaymentStatus.ChargedBack)
        {
            db.Publish(new PaymentRefunded(Id, JobId, UserId, HeldBack, Currency, now), JobId.ToString());
        }
    }

    /// <summary>A refund failed, and somebody has to look at why.</summary>
    public void Keep(Refund refund)
    {
        (Refunding, TaxBack, Goodwill) = (Refunding - refund.Amount, TaxBack - refund.Tax, Goodwill - (refund.IsGoodwill ? refund.Amount : 0));
        Problem = "REFUND_FAILED";
    }
}
