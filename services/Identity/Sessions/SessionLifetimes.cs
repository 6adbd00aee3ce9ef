using System.ComponentModel.DataAnnotations;

namespace SwipeReview.Identity.Sessions;

/// <summary>Section <c>Identity:Sessions</c>.</summary>
internal sealed class SessionLifetimes
{
    /// <summary>How long an access token opens doors, 1–60 minutes. Default 15.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "01:00:00")]
    public TimeSpan AccessTokenLifetime { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>How long a refresh token waits for its one use. Default 7 days.</summary>
    [Range(typeof(TimeSpan), "00:15:00", "90.00:00:00")]
    public TimeSpan RefreshTokenLifetime { get; set; } = TimeSpan.FromDays(7);

    /// <summary>After this the password is asked for again, however busy the session was. Default 90 days.</summary>
    [Range(typeof(TimeSpan), "00:15:00", "365.00:00:00")]
    public TimeSpan SessionLifetime { get; set; } = TimeSpan.FromDays(90);
}
