using System.ComponentModel.DataAnnotations;

namespace SwipeReview.Payment.Processors.Test;

internal enum TestFault
{
    None,

    /// <summary>Every call fails and has no effect.</summary>
    Unavailable,

    /// <summary>Every call that changes something fails after it has done so.</summary>
    AnswerLost,
}

/// <summary>The built-in processor on a bad day, section <c>Payment:Test</c>.</summary>
internal sealed class TestOptions
{
    /// <summary>How long money is on its way when a person chooses to pay later. Default 5 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "7.00:00:00")]
    public TimeSpan Delay { get; set; } = TimeSpan.FromSeconds(5);

    public TestFault Fault { get; set; }

    /// <summary>How long a checkout stays open. Default 24 h.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "7.00:00:00")]
    public TimeSpan Lifetime { get; set; } = TimeSpan.FromHours(24);
}
