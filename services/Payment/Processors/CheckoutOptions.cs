using System.ComponentModel.DataAnnotations;

namespace SwipeReview.Payment.Processors;

/// <summary>Section <c>Payment:Checkout</c>.</summary>
internal sealed class CheckoutOptions
{
    /// <summary>Where a person goes after a checkout: a path of the web app in which {jobId} is replaced.</summary>
    [Required, RegularExpression("^/.*")]
    public string ReturnPath { get; set; } = "/jobs/{jobId}/finish";

    /// <summary>Where a person goes after choosing a plan: a path of the web app.</summary>
    [Required, RegularExpression("^/.*")]
    public string PlanPath { get; set; } = "/plan";

    /// <summary>Where people open the web app, without a slash at the end. A checkout on somebody else's page needs it; our own does not.</summary>
    [RegularExpression("^https?://.*[^/]$")]
    public string? WebAddress { get; set; }

    public string ReturnUrl(Guid jobId) => WebAddress + ReturnPath.Replace("{jobId}", jobId.ToString(), StringComparison.Ordinal);

    public string PlanUrl => WebAddress + PlanPath;
}
