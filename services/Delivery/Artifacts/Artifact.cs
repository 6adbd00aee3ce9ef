using SwipeReview.Contracts.Delivery;
using SwipeReview.Delivery.Upstream;
using SwipeReview.Documents;

namespace SwipeReview.Delivery.Artifacts;

/// <summary>What a report is to be read with.</summary>
internal enum ReportVariant
{
    Html,
    Pdf,
}

internal enum ArtifactStatus
{
    Queued,
    Ready,
    Failed,

    /// <summary>Its bytes are gone: retention ended, or its owner was erased.</summary>
    Expired,
}

/// <summary>A file built for delivery from one revision of a job's decisions.</summary>
internal sealed class Artifact
{
    public required Guid Id { get; init; }

    public required Guid UserId { get; init; }

    public required Guid JobId { get; init; }

    public required OutputFormat Format { get; init; }

    /// <summary>Of a report; null for every other format.</summary>
    public required ReportVariant? Variant { get; init; }

    /// <summary>Of the decisions that it is built from: what was asked for is what was settled.</summary>
    public required long Revision { get; init; }

    public required string Name { get; init; }

    public required string ContentType { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public ArtifactStatus Status { get; private set; }

    public long? Size { get; private set; }

    /// <summary>Lower-case hex.</summary>
    public string? Sha256 { get; private set; }

    /// <summary>In Storage, while there are bytes.</summary>
    public Guid? FileId { get; private set; }

    public string? ErrorCode { get; private set; }

    public string? ErrorMessage { get; private set; }

    public DateTimeOffset? CompletedAt { get; private set; }

    public static Artifact Order(Guid userId, JobFacts job, OutputFormat format, ReportVariant? variant, long revision, DateTimeOffset now)
    {
        var form = ArtifactForm.Of(format, variant, job.ContentType);
        return new()
        {
            Id = Guid.CreateVersion7(),
            UserId = userId,
            JobId = job.Id,
            Format = format,
            Variant = variant,
            Revision = revision,
            Name = form.NameFor(job.FileName),
            ContentType = form.ContentType,
            CreatedAt = now,
        };
    }

    public ArtifactReady Complete(FileFacts file, DateTimeOffset now)
    {
        Status = ArtifactStatus.Ready;
        (FileId, Size, Sha256, CompletedAt) = (file.Id, file.Size, file.Sha256, now);
        return new ArtifactReady(Id, JobId, UserId, Format.Word(), file.Id, now);
    }

    /// <param name="code">One of the API's error codes.</param>
    /// <param name="message">For the person who asked.</param>
    public ArtifactFailed Fail(string code, string message, DateTimeOffset now)
    {
        Status = ArtifactStatus.Failed;
        (ErrorCode, ErrorMessage, CompletedAt) = (code, message, now);
        return new ArtifactFailed(Id, JobId, UserId, Format.Word(), code, message, now);
    }
}
