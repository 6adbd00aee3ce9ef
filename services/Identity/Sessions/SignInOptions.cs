using System.ComponentModel.DataAnnotations;

namespace SwipeReview.Identity.Sessions;

/// <summary>What guessing costs. Section <c>Identity:SignIn</c>.</summary>
internal sealed class SignInOptions
{
    /// <summary>Failures in a row that an email may have before the first pause. Default 5.</summary>
    [Range(1, 100)]
    public int FailuresBeforePause { get; set; } = 5;

    /// <summary>The first pause; each further failure doubles it. Default 30 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan FirstPause { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The longest pause: longer would let strangers keep a person out. Default 15 minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan LongestPause { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>Failures older than this are forgotten. Default 24 hours.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "30.00:00:00")]
    public TimeSpan Memory { get; set; } = TimeSpan.FromHours(24);

    /// <summary>Passwords that one address may have hashed in a minute, by signing in and registering: the dearest thing that a stranger can ask. Default 60.</summary>
    [Range(1, 1_000_000)]
    public int PerAddressAndMinute { get; set; } = 60;
}
