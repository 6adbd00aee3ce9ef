using System.ComponentModel.DataAnnotations;

namespace SwipeReview.Gateway.Limits;

/// <summary>Requests to <c>/api</c> in a minute. Section <c>Gateway:Limits</c>.</summary>
internal sealed class LimitOptions
{
    /// <summary>Of one person, on all devices together. Default 1200: twenty swipes a second.</summary>
    [Range(1, int.MaxValue)]
    public int PerUser { get; set; } = 1200;

    /// <summary>From one address, signed in or not; an office shares one. Default 3000.</summary>
    [Range(1, int.MaxValue)]
    public int PerAddress { get; set; } = 3000;

    /// <summary>From one address to <c>/api/v1/auth</c>, where passwords are guessed. Default 120.</summary>
    [Range(1, int.MaxValue)]
    public int AuthPerAddress { get; set; } = 120;

    /// <summary>API keys that Identity is asked about for one address: each of those in use about once a minute, and each guess. Default 120.</summary>
    [Range(1, int.MaxValue)]
    public int KeysPerAddress { get; set; } = 120;

    /// <summary>From one address to <c>/api/v1/receipts</c>, where strangers have documents opened. Default 30.</summary>
    [Range(1, int.MaxValue)]
    public int ReceiptsPerAddress { get; set; } = 30;
}
