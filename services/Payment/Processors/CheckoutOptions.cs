using System.ComponentModel.DataAnnotations;

namespace SwipeReview.Payment.Processors;

/// <summary>Section <c>Payment:Checkout</c>.</summary>
internal sealed class CheckoutOptions
{
    /// <summary>Where a person goes after a checkout: a path of the web app in which {jobId} is replaced.</summary>
    [Required, RegularExpression("^/.*")]
    public string ReturnPath { get; set; } = "/jobs/{jobId}/finish";
}
