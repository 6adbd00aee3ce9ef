using System.ComponentModel.DataAnnotations;

namespace SwipeReview.JobManagement.Events;

/// <summary>How a job is followed. Section <c>Jobs:Events</c>.</summary>
internal sealed class EventOptions
{
    public const string Section = "Jobs:Events";

    /// <summary>Silence after which a stream says that it lives, so that nobody between takes it for dead. Default 15 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:01:00")]
    public TimeSpan KeepAlive { get; set; } = TimeSpan.FromSeconds(15);
}
