using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using SwipeReview.Contracts.Delivery;
using SwipeReview.Delivery.Artifacts;
using SwipeReview.Delivery.Data;
using SwipeReview.Delivery.Settlements;
using SwipeReview.Delivery.Upstream;
using SwipeReview.Documents;
using SwipeReview.ServiceDefaults.Auth;
using SwipeReview.ServiceDefaults.Errors;

namespace SwipeReview.Delivery.Downloads;

/// <summary><c>POST /downloads</c>: asks for a job in a format. The same decisions in the same format are built once.</summary>
internal static class RequestDownload
{
    /// <param name="Format">A word, so that one that is not offered can be answered with those that are.</param>
    /// <param name="As">With a report only, what it is to be read with: <c>html</c> (the default) or <c>pdf</c>.</param>
    public sealed record Request(Guid JobId, string Format, string? As = null);

    public sealed record Response(Guid Id, ArtifactStatus Status);

    public static async Task<Results<Accepted<Response>, ErrorResult>> HandleAsync(
        Request request, CurrentUser user, JobsClient jobs, SettlementCheck settlements, DeliveryDbContext db, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (await jobs.FindAsync(request.JobId, cancellationToken) is not { } job || job.UserId != user.Id)
        {
            return ErrorResults.NotFound("job");
        }

        var offered = OutputFormats.Of(job.ContentType);
        if (offered.Where(one => one.Word() == request.Format).ToArray() is not [var format])
        {
            return ErrorResults.Validation("This job can't be downloaded in that format.", "format", ("formats", offered));
        }

        if (!TryGetVariant(request, format, out var variant))
        {
            return ErrorResults.Validation("Only a report can be had as something: as html or as pdf.", "as", ("as", Enum.GetValues<ReportVariant>()));
        }

        if (!job.IsReady)
        {
            return ErrorResults.Conflict("The job is not ready: there is nothing to download.", ("status", job.Status));
        }

        if (await jobs.FindAcceptedChangesAsync(job.Id, cancellationToken) is not { } accepted)
        {
            return ErrorResults.Gone("The content of this job is not kept any more.");
        }

        // What was delivered stays the person's, also when a refund closed the job for anything new.
        var artifact = await FindLivingAsync(db, job.Id, format, variant, accepted.Revision, cancellationToken);
        if (artifact is not { Status: ArtifactStatus.Ready } && !await settlements.CoversAsync(job.Id, accepted.Items.Count, cancellationToken))
        {
            return ErrorResults.PaymentRequired("Pay for the accepted changes first.", ("jobId", job.Id), ("acceptedChanges", accepted.Items.Count));
        }

        artifact ??= await OrderAsync(db, Artifact.Order(user.Id, job, format, variant, accepted.Revision, clock.GetUtcNow()), cancellationToken);
        return TypedResults.Accepted($"/api/v1/downloads/{artifact.Id}", new Response(artifact.Id, artifact.Status));
    }

    private static bool TryGetVariant(Request request, OutputFormat format, out ReportVariant? variant)
    {
        variant = (format, request.As) switch
        {
            (OutputFormat.Report, null or "html") => ReportVariant.Html,
            (OutputFormat.Report, "pdf") => ReportVariant.Pdf,
            _ => null,
        };
        return variant is null == (format != OutputFormat.Report) && (variant is not null || request.As is null);
    }

    private static Task<Artifact?> FindLivingAsync(
        DeliveryDbContext db, Guid jobId, OutputFormat format, ReportVariant? variant, long revision, CancellationToken cancellationToken) =>
        db.Artifacts.AsNoTracking().SingleOrDefaultAsync(
            one => one.JobId == jobId && one.Format == format && one.Variant == variant && one.Revision == revision
                && (one.Status == ArtifactStatus.Queued || one.Status == ArtifactStatus.Ready),
            cancellationToken);

    private static async Task<Artifact> OrderAsync(DeliveryDbContext db, Artifact artifact, CancellationToken cancellationToken)
    {
        db.Artifacts.Add(artifact);
        db.Publish(new BuildArtifact(artifact.Id));
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return artifact;
        }
        catch (DbUpdateException fault) when (fault.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            // The same was asked for at the same moment: that one is built, and this caller gets it too.
            db.ChangeTracker.Clear();
            if (await FindLivingAsync(db, artifact.JobId, artifact.Format, artifact.Variant, artifact.Revision, cancellationToken) is not { } other)
            {
                throw;
            }

            return other;
        }
    }
}
