using System.ComponentModel.DataAnnotations;

namespace SwipeReview.Storage.Files;

/// <summary>What one person may store. Section <c>Storage:Uploads</c>.</summary>
internal sealed class UploadOptions
{
    /// <summary>Largest file, in bytes. Default 50 MB.</summary>
    [Range(1, 5L * 1024 * 1024 * 1024)]
    public long MaxFileBytes { get; set; } = 50 * 1024 * 1024;

    /// <summary>Files that one person has at a time. Default 1,000.</summary>
    [Range(1, 1_000_000)]
    public int MaxFiles { get; set; } = 1_000;

    /// <summary>Bytes that one person has at a time. Default 5 GB. Uploads at the same moment may pass it by one file each.</summary>
    [Range(1, long.MaxValue)]
    public long MaxTotalBytes { get; set; } = 5L * 1024 * 1024 * 1024;

    /// <summary>
    /// Bytes that one person's unfinished uploads may come to, by the sizes that were announced. Default 1 GB. At the same
    /// moment begun, they may pass it by one each.
    /// </summary>
    [Range(1, long.MaxValue)]
    public long MaxUnfinishedBytes { get; set; } = 1024 * 1024 * 1024;

    /// <summary>How long an upload is kept after its last part, finished or not. Default 24 hours.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "30.00:00:00")]
    public TimeSpan UnfinishedFor { get; set; } = TimeSpan.FromHours(24);
}
