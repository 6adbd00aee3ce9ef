using SwipeReview.Delivery.Artifacts;
using SwipeReview.Documents;

namespace SwipeReview.Delivery.Downloads;

/// <summary>A download as its owner sees it.</summary>
/// <param name="As">Of a report, what it is to be read with; null for every other format.</param>
/// <param name="Url">Signed, for this download only, until <paramref name="ExpiresAt"/>; null while there is nothing to fetch.</param>
internal sealed record DownloadView(
    Guid Id, Guid JobId, OutputFormat Format, ReportVariant? As, ArtifactStatus Status, string Name, string ContentType, long? Size, string? Sha256,
    string? Url, DateTimeOffset? ExpiresAt, DownloadError? Error, DateTimeOffset CreatedAt)
{
    public static DownloadView Of(Artifact artifact, DownloadLinks links)
    {
        var (url, expiresAt) = artifact.Status == ArtifactStatus.Ready ? links.Create(artifact.Id) : ((string?)null, (DateTimeOffset?)null);
        return new(artifact.Id, artifact.JobId, artifact.Format, artifact.Variant, artifact.Status, artifact.Name, artifact.ContentType, artifact.Size,
            artifact.Sha256, url, expiresAt, artifact.ErrorCode is { } code ? new DownloadError(code, artifact.ErrorMessage ?? "") : null, artifact.CreatedAt);
    }
}

internal sealed record DownloadError(string Code, string Message);
