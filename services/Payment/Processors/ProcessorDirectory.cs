using SwipeReview.Payment.Processors.Test;

namespace SwipeReview.Payment.Processors;

/// <summary>
/// The processor of a payment, which is not always the one that is configured now. Play money can go back at any time,
/// for its books are ours; the other mode's, or another account's, can not.
/// </summary>
internal sealed class ProcessorDirectory(IPaymentProcessor current, TestProcessor test)
{
    public IReadOnlyList<string> Reachable { get; } = [.. new[] { current.Name, test.Name }.Distinct()];

    /// <summary>Null when this system has no key for it.</summary>
    public IPaymentProcessor? Find(string name) => name == current.Name ? current : name == test.Name ? test : null;
}
