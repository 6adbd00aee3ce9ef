using System.ComponentModel.DataAnnotations;

namespace SwipeReview.Gateway.Door;

/// <summary>Section <c>Gateway</c>.</summary>
internal sealed class DoorOptions
{
    /// <summary>Where the built web app lies; relative to the content root. Default <c>wwwroot</c>.</summary>
    [Required]
    public string WebRoot { get; set; } = "wwwroot";

    /// <summary>How long a service may take to answer, uploads, downloads and event streams apart. Default 30 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:10:00")]
    public TimeSpan UsualTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// The port on which <c>/metrics</c> answers, to be added to the addresses that the gateway listens on and kept from
    /// the public. Default 0: nowhere.
    /// </summary>
    [Range(0, 65535)]
    public int MetricsPort { get; set; }
}
