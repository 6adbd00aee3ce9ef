using SwipeReview.Delivery.Settlements;
using SwipeReview.Delivery.Upstream;
using SwipeReview.ServiceDefaults.Errors;

namespace SwipeReview.Delivery.Artifacts;

/// <summary>What artifacts are made from. What isn't there any more, or isn't what was asked for, ends the build with a reason.</summary>
internal sealed class ArtifactSource(JobsClient jobs, StorageClient storage, SettlementCheck settlements)
{
    public async Task<JobFacts> ReadJobAsync(Artifact artifact, CancellationToken cancellationToken) =>
        await jobs.FindAsync(artifact.JobId, cancellationToken) ?? throw ContentIsGone();

    public async Task<AcceptedChanges> ReadAcceptedAsync(Artifact artifact, CancellationToken cancellationToken)
    {
        var accepted = await jobs.FindAcceptedChangesAsync(artifact.JobId, cancellationToken) ?? throw ContentIsGone();
        await EnsureAsync(artifact, accepted.Revision, accepted.Items.Count, cancellationToken);
        return accepted;
    }

    public async Task<JobReview> ReadReviewAsync(Artifact artifact, CancellationToken cancellationToken)
    {
        var review = await jobs.FindReviewAsync(artifact.JobId, cancellationToken) ?? throw ContentIsGone();
        await EnsureAsync(artifact, review.Revision, review.Counts.Accepted, cancellationToken);
        return review;
    }

    /// <summary>On the disk, at its start; the caller disposes it.</summary>
    public async Task<FileStream> ReadOriginalAsync(Guid fileId, CancellationToken cancellationToken)
    {
        var original = ScratchFile.Create();
        if (await storage.TryReadAsync(fileId, original, cancellationToken))
        {
            return original;
        }

        await original.DisposeAsync();
        throw new ArtifactException(ErrorCodes.Gone, "The original file is not kept any more.");
    }

    /// <summary>That it is still what was asked for, and still settled: money may have gone back while it waited.</summary>
    private async Task EnsureAsync(Artifact artifact, long revision, int acceptedChanges, CancellationToken cancellationToken)
    {
        if (revision != artifact.Revision)
        {
            throw new ArtifactException(ErrorCodes.Conflict, "A decision was changed after this download was asked for: ask for it again.");
        }

        if (!await settlements.CoversAsync(artifact.JobId, acceptedChanges, cancellationToken))
        {
            throw new ArtifactException(ErrorCodes.PaymentRequired, "The payment was given back before this was made: pay again to download.");
        }
    }

    private static ArtifactException ContentIsGone() => new(ErrorCodes.Gone, "The content of this job is not kept any more.");
}

/// <summary>An artifact that can't be built, however often it is tried.</summary>
internal sealed class ArtifactException(string code, string message) : Exception(message)
{
    public string Code => code;
}
