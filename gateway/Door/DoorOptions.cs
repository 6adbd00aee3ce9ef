using System.ComponentModel.DataAnnotations;

namespace SwipeReview.Gateway.Door;

/// <summary>Section <c>Gateway</c>.</summary>
internal sealed class DoorOptions
{
    /// <summary>Where the built web app lies; relative to the content root. Default <c>wwwroot</c>.</summary>
    [Required]
    public string WebRoot { get; set; } = "wwwroot";

    /// <summary>
    /// The port on which <c>/metrics</c> answers, to be added to the addresses that the gateway listens on and kept from
    /// the public. Default 0: nowhere.
    /// </summary>
    [Range(0, 65535)]
    public int MetricsPort { get; set; }
}
