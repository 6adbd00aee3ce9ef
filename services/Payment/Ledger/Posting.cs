namespace SwipeReview.Payment.Ledger;

/// <summary>One side of an entry: what an account gets (debit, positive) or gives (credit, negative).</summary>
internal sealed record Posting(string Account, Amount Amount);

/// <summary>The accounts. Whose a receivable is says the entry's person.</summary>
internal static class Accounts
{
    /// <summary>What people owe. Nothing, except between a charge and the money for it.</summary>
    public const string Receivable = "receivable:user";

    public const string Revenue = "revenue";
    public const string Tax = "tax";
    public const string Fees = "fees";
    public const string Refunds = "refunds";

    /// <summary>The worth of what was given for nothing.</summary>
    public const string Allowance = "allowance";

    /// <summary>What was owed or won back from us, and will not come.</summary>
    public const string WriteOff = "writeoff";

    /// <summary>What a bank holds back until a dispute is over.</summary>
    public const string Disputes = "disputes";

    /// <summary>What came and is for nothing of ours, until it has gone back.</summary>
    public const string Unclaimed = "unclaimed";

    private const string Processors = "processor:";

    /// <summary>What a processor holds for us.</summary>
    public static string Processor(string name) => Processors + name;
}
