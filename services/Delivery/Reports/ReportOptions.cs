using System.ComponentModel.DataAnnotations;

namespace SwipeReview.Delivery.Reports;

/// <summary>Section <c>Delivery:Reports</c>.</summary>
internal sealed class ReportOptions
{
    /// <summary>Where DejaVuSans.ttf and DejaVuSans-Bold.ttf lie. Default: where Debian's fonts-dejavu-core puts them.</summary>
    [Required]
    public string FontFolder { get; set; } = "/usr/share/fonts/truetype/dejavu";
}
