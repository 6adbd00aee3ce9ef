using System.ComponentModel.DataAnnotations;

namespace SwipeReview.Storage.Objects;

internal enum ObjectStoreKind
{
    Folder,
    S3,
}

/// <summary>Where bytes lie. Section <c>Storage:ObjectStore</c>.</summary>
internal sealed class ObjectStoreOptions : IValidatableObject
{
    public ObjectStoreKind Kind { get; set; }

    /// <summary>Needed for <see cref="ObjectStoreKind.Folder"/>: the root of the store.</summary>
    public string? Folder { get; set; }

    public S3Options S3 { get; set; } = new();

    /// <summary>
    /// Where bytes arrive. In the folder store it lies beside the objects, on the same file system: taking a file in is
    /// one rename.
    /// </summary>
    public string IncomingFolder => Kind == ObjectStoreKind.Folder
        ? Path.Combine(Folder!, "incoming")
        : Path.Combine(Path.GetTempPath(), "swipereview-incoming");

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Kind == ObjectStoreKind.Folder && string.IsNullOrWhiteSpace(Folder))
        {
            yield return new ValidationResult("Storage:ObjectStore:Folder must say where files are kept.", [nameof(Folder)]);
        }

        if (Kind == ObjectStoreKind.S3 && string.IsNullOrWhiteSpace(S3.Bucket))
        {
            yield return new ValidationResult("Storage:ObjectStore:S3:Bucket must name the bucket.", [nameof(S3)]);
        }
    }
}

/// <summary>An S3 bucket, or one of a compatible server. Section <c>Storage:ObjectStore:S3</c>.</summary>
internal sealed class S3Options
{
    public string? Bucket { get; set; }

    public string Region { get; set; } = "us-east-1";

    /// <summary>Address of a compatible server; null for Amazon's own. Addressed by path, not by host name.</summary>
    public Uri? Endpoint { get; set; }

    /// <summary>Null: from the machine's role or the environment, as the SDK finds it.</summary>
    public string? AccessKey { get; set; }

    public string? SecretKey { get; set; }

    /// <summary>Server-side encryption: <c>AES256</c> (default), <c>aws:kms</c>, or empty where the server has none.</summary>
    public string Encryption { get; set; } = "AES256";

    /// <summary>Key for <c>aws:kms</c>; null for the account's own.</summary>
    public string? EncryptionKeyId { get; set; }
}
