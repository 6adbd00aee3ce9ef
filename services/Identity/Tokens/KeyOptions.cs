using System.ComponentModel.DataAnnotations;

namespace SwipeReview.Identity.Tokens;

/// <summary>Section <c>Identity:Keys</c>.</summary>
internal sealed class KeyOptions : IValidatableObject
{
    /// <summary>Secret, at least 32 characters, from the environment only: private keys are stored encrypted with it. Another one makes a new signing key at once.</summary>
    [Required, MinLength(32)]
    public string EncryptionKey { get; set; } = "";

    /// <summary>How long a key signs before the next one does. Default 30 days.</summary>
    [Range(typeof(TimeSpan), "01:00:00", "365.00:00:00")]
    public TimeSpan RotationAge { get; set; } = TimeSpan.FromDays(30);

    /// <summary>How long the next key is published before it signs: validators read keys every ten minutes. Default 1 hour.</summary>
    [Range(typeof(TimeSpan), "00:15:00", "7.00:00:00")]
    public TimeSpan PublishAhead { get; set; } = TimeSpan.FromHours(1);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (PublishAhead >= RotationAge)
        {
            yield return new ValidationResult("PublishAhead must be shorter than RotationAge.", [nameof(PublishAhead), nameof(RotationAge)]);
        }
    }
}
