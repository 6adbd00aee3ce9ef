using System.ComponentModel.DataAnnotations;

namespace SwipeReview.Payment.Papers;

/// <summary>Who sells, section <c>Payment:Papers</c>. Papers keep what it was when they were issued.</summary>
internal sealed class PaperOptions
{
    [Required]
    public string Seller { get; set; } = "SwipeReview";

    /// <summary>Street and place, with a comma between lines.</summary>
    public string SellerAddress { get; set; } = "";

    public string SellerTaxId { get; set; } = "";

    /// <summary>Where DejaVuSans.ttf and DejaVuSans-Bold.ttf lie. Default: where Debian's fonts-dejavu-core puts them.</summary>
    [Required]
    public string FontFolder { get; set; } = "/usr/share/fonts/truetype/dejavu";
}
