using System.ComponentModel.DataAnnotations;

namespace SwipeReview.Gateway.Keys;

/// <summary>Section <c>Gateway:ApiKeys</c>.</summary>
internal sealed class ApiKeyOptions
{
    /// <summary>How long a key is taken for good before Identity is asked again, and so how long a revoked one may go on. Default 50 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:00")]
    public TimeSpan Lifetime { get; set; } = TimeSpan.FromSeconds(50);
}
