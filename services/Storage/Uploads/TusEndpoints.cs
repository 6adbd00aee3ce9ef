using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using SwipeReview.ServiceDefaults.Api;
using SwipeReview.ServiceDefaults.Auth;
using SwipeReview.ServiceDefaults.Errors;
using SwipeReview.Storage.Data;
using SwipeReview.Storage.Files;
using SwipeReview.Storage.Objects;

namespace SwipeReview.Storage.Uploads;

/// <summary>tus 1.0.0 over HTTP; <see cref="TusProtocol"/> has what all of it shares.</summary>
internal static class TusEndpoints
{
    public static void MapTus(this IEndpointRouteBuilder routes)
    {
        var tus = routes.MapApiGroup(TusProtocol.Path, "Uploads");
        tus.AddEndpointFilter(TusProtocol.CheckVersionAsync).AddEndpointFilter<StoreFaultsAreUnavailable>();
        tus.MapMethods("", [HttpMethods.Options], Describe).AllowAnonymous().WithName("DescribeUploads").DescribeCapabilities();
        var uploads = tus.MapGroup("").DescribeVersion();
        uploads.MapPost("", CreateUpload.HandleAsync).WithMetadata(new DisableRequestSizeLimitAttribute()).WithName("CreateUpload").DescribeCreation();
        uploads.MapMethods("/{id:guid}", [HttpMethods.Head], LookAsync).WithName("LookAtUpload").DescribeLook();
        uploads.MapPatch("/{id:guid}", AppendToUpload.HandleAsync).WithMetadata(new DisableRequestSizeLimitAttribute()).WithName("AppendToUpload").DescribeAppending();
        uploads.MapDelete("/{id:guid}", TerminateAsync).WithName("TerminateUpload");
    }

    /// <summary>One's own, and not over yet.</summary>
    public static Task<Upload?> GetOwnAsync(this DbSet<Upload> uploads, Guid id, CurrentUser user, TimeProvider clock, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return uploads.SingleOrDefaultAsync(upload => upload.Id == id && upload.UserId == user.Id && upload.ExpiresAt > now, cancellationToken);
    }

    private static NoContent Describe(HttpResponse response, IOptions<UploadOptions> options)
    {
        response.Headers["Tus-Version"] = Tus.Version;
        response.Headers["Tus-Extension"] = Tus.Extensions;
        response.Headers["Tus-Max-Size"] = $"{options.Value.MaxFileBytes}";
        response.Headers["Tus-Checksum-Algorithm"] = Checksum.Algorithms;
        return TypedResults.NoContent();
    }

    private static async Task<Results<Ok, ErrorResult>> LookAsync(
        Guid id, HttpResponse response, CurrentUser user, StorageDbContext db, TimeProvider clock, CancellationToken cancellationToken)
    {
        response.Headers.CacheControl = CacheControlHeaderValue.NoStoreString;
        if (await db.Uploads.GetOwnAsync(id, user, clock, cancellationToken) is not { } upload)
        {
            return ErrorResults.NotFound("upload");
        }

        response.Tell(upload);
        response.Headers[Tus.UploadLength] = $"{upload.Size}";
        if (upload.Metadata.Length > 0)
        {
            response.Headers[Tus.UploadMetadata] = upload.Metadata;
        }

        return TypedResults.Ok();
    }

    /// <summary>Of one that has become a file only the way here is forgotten: the file has a DELETE of its own.</summary>
    private static async Task<Results<NoContent, ErrorResult>> TerminateAsync(
        Guid id, CurrentUser user, StorageDbContext db, UploadProgress progress, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (await db.Uploads.GetOwnAsync(id, user, clock, cancellationToken) is not { } upload)
        {
            return ErrorResults.NotFound("upload");
        }

        await progress.EndAsync(upload, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.NoContent();
    }
}
