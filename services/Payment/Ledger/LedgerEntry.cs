using SwipeReview.Payment.Disputes;
using SwipeReview.Payment.Payments;
using SwipeReview.Payment.Refunds;
using SwipeReview.Payment.Strays;

namespace SwipeReview.Payment.Ledger;

/// <summary>
/// One thing that happened to money, told twice: where it came from and where it went. Its postings sum to zero in each
/// currency. Kind and cause together are posted once, however often they are reported.
/// </summary>
internal sealed class LedgerEntry
{
    private LedgerEntry(LedgerEntryKind kind, string cause, Guid userId, Guid? paymentId, params IEnumerable<Posting> postings)
    {
        (Kind, Cause, UserId, PaymentId) = (kind, cause, userId, paymentId);
        Postings = [.. postings.Where(posting => !posting.Amount.IsZero)];
    }

    public LedgerEntryKind Kind { get; }

    /// <summary>The id of what made it: of a payment, a refund, a processor's dispute.</summary>
    public string Cause { get; }

    public Guid UserId { get; }

    public Guid? PaymentId { get; }

    /// <summary>Empty when no money moved: then there is nothing to post.</summary>
    public IReadOnlyList<Posting> Postings { get; }

    /// <summary>What a person owes for a payment's quote, and how much of it is tax.</summary>
    public static LedgerEntry Charge(JobPayment payment) => For(payment, LedgerEntryKind.Charge, payment.Id.ToString(),
        new(Accounts.Receivable, payment.Total),
        new(Accounts.Revenue, payment.TaxPart - payment.Total),
        new(Accounts.Tax, -payment.TaxPart));

    /// <summary>The charge's money arrived at the processor.</summary>
    public static LedgerEntry Capture(JobPayment payment) => Move(payment, LedgerEntryKind.Capture, payment.Id.ToString(),
        Accounts.Receivable, Accounts.Processor(payment.Processor), payment.Total);

    /// <summary>What the month's free changes would have cost.</summary>
    public static LedgerEntry Allowance(JobPayment payment) => Move(payment, LedgerEntryKind.Allowance, payment.Id.ToString(),
        Accounts.Revenue, Accounts.Allowance, Amount.Of(payment.AllowanceWorth, payment.Currency));

    /// <summary>Money went back.</summary>
    public static LedgerEntry Refund(Refund refund, JobPayment payment) => For(payment, LedgerEntryKind.Refund, refund.Id.ToString(),
        new(Accounts.Refunds, refund.Total - refund.TaxPart),
        new(Accounts.Tax, refund.TaxPart),
        new(Accounts.Processor(payment.Processor), -refund.Total));

    /// <summary>What the processor keeps for its work.</summary>
    /// <param name="cause">The processor's id of the movement.</param>
    public static LedgerEntry Fee(string cause, JobPayment payment, Amount fee) =>
        Move(payment, LedgerEntryKind.Fee, cause, Accounts.Processor(payment.Processor), Accounts.Fees, fee);

    /// <summary>A bank took a payment back until it has decided who is right.</summary>
    /// <param name="cause">The processor's id of the movement.</param>
    public static LedgerEntry DisputeOpened(string cause, Dispute dispute, Amount amount) =>
        Move(dispute, LedgerEntryKind.DisputeOpened, cause, Accounts.Processor(dispute.Processor), Accounts.Disputes, amount);

    /// <summary>The bank gave it back.</summary>
    /// <param name="cause">The processor's id of the movement.</param>
    public static LedgerEntry DisputeWon(string cause, Dispute dispute, Amount amount) =>
        Move(dispute, LedgerEntryKind.DisputeWon, cause, Accounts.Disputes, Accounts.Processor(dispute.Processor), amount);

    /// <summary>The bank keeps it; less than 0 when it has thought better of it.</summary>
    public static LedgerEntry DisputeLost(string cause, Dispute dispute, Amount amount) =>
        Move(dispute, LedgerEntryKind.DisputeLost, cause, Accounts.Disputes, Accounts.WriteOff, amount);

    /// <summary>What the processor keeps for the trouble; less than 0 when it gives that back.</summary>
    /// <param name="cause">The processor's id of the movement.</param>
    public static LedgerEntry DisputeFee(string cause, Dispute dispute, Amount fee) =>
        Move(dispute, LedgerEntryKind.Fee, cause, Accounts.Processor(dispute.Processor), Accounts.Fees, fee);

    /// <summary>Money came that is for no payment of ours: it is nobody's until it has gone back.</summary>
    public static LedgerEntry StrayFound(Stray stray) =>
        Move(stray, LedgerEntryKind.Stray, stray.Session, Accounts.Unclaimed, Accounts.Processor(stray.Processor), stray.Total);

    public static LedgerEntry StrayReturned(Stray stray) =>
        Move(stray, LedgerEntryKind.StrayReturned, stray.Session, Accounts.Processor(stray.Processor), Accounts.Unclaimed, stray.Total);

    /// <param name="cause">The processor's id of the movement.</param>
    public static LedgerEntry StrayFee(string cause, Stray stray, Amount fee) =>
        Move(stray, LedgerEntryKind.Fee, cause, Accounts.Processor(stray.Processor), Accounts.Fees, fee);

    /// <summary>A charge whose money will not come, though it was counted on.</summary>
    public static LedgerEntry WriteOff(string cause, JobPayment payment, Amount amount) =>
        Move(payment, LedgerEntryKind.WriteOff, cause, Accounts.Receivable, Accounts.WriteOff, amount);

    /// <summary>A month or year of a plan was paid.</summary>
    /// <param name="invoiceId">The processor's.</param>
    public static LedgerEntry Subscription(string invoiceId, Guid userId, string processor, Amount amount, Amount tax) =>
        new(LedgerEntryKind.Subscription, invoiceId, userId, paymentId: null,
            new(Accounts.Processor(processor), amount),
            new(Accounts.Revenue, tax - amount),
            new(Accounts.Tax, -tax));

    private static LedgerEntry Move(JobPayment payment, LedgerEntryKind kind, string cause, string from, string to, Amount amount) =>
        For(payment, kind, cause, new(to, amount), new(from, -amount));

    private static LedgerEntry Move(Dispute dispute, LedgerEntryKind kind, string cause, string from, string to, Amount amount) =>
        new(kind, cause, dispute.UserId, dispute.PaymentId, new Posting(to, amount), new Posting(from, -amount));

    private static LedgerEntry Move(Stray stray, LedgerEntryKind kind, string cause, string from, string to, Amount amount) =>
        new(kind, cause, stray.UserId ?? Guid.Empty, paymentId: null, new Posting(to, amount), new Posting(from, -amount));

    private static LedgerEntry For(JobPayment payment, LedgerEntryKind kind, string cause, params IEnumerable<Posting> postings) =>
        new(kind, cause, payment.UserId, payment.Id, postings);
}

internal enum LedgerEntryKind
{
    Charge,
    Capture,
    Allowance,
    Refund,
    Fee,
    DisputeOpened,
    DisputeWon,
    DisputeLost,
    WriteOff,
    Subscription,
    Stray,
    StrayReturned,
}
