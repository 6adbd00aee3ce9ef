using System.ComponentModel.DataAnnotations;

namespace SwipeReview.Delivery.Downloads;

/// <summary>Links to downloads. Section <c>Delivery:Links</c>.</summary>
internal sealed class DownloadLinkOptions
{
    /// <summary>Secret: from the environment only. All instances share it; a new one ends the links that are out.</summary>
    [Required, MinLength(32)]
    public string SigningKey { get; set; } = "";

    /// <summary>How long a link works. Default 15 minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan Lifetime { get; set; } = TimeSpan.FromMinutes(15);
}
