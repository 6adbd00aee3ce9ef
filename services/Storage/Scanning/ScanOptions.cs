using System.ComponentModel.DataAnnotations;

namespace SwipeReview.Storage.Scanning;

/// <summary>A virus scanner. Section <c>Storage:Scan</c>.</summary>
internal sealed class ScanOptions
{
    /// <summary>Host of clamd's TCP socket; null, the default, scans nothing.</summary>
    public string? ClamdHost { get; set; }

    [Range(1, 65535)]
    public int ClamdPort { get; set; } = 3310;

    /// <summary>For one file, from connecting to the verdict. Default 30 s; a scanner that is slower or away refuses uploads.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);
}
