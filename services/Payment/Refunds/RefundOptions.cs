using System.ComponentModel.DataAnnotations;

namespace SwipeReview.Payment.Refunds;

/// <summary>Section <c>Payment:Refunds</c>.</summary>
internal sealed class RefundOptions
{
    /// <summary>What was paid beyond what is owed goes back when it is at least this, in the prices' currency. Default 0.01.</summary>
    [Range(0.001, 1_000_000)]
    public decimal LeastDifference { get; set; } = 0.01m;

    /// <summary>What goes back of what was paid beyond what is owed.</summary>
    public decimal Of(decimal overpaid) => overpaid < LeastDifference ? 0 : overpaid;
}
