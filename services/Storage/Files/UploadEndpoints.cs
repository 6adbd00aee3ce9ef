using Microsoft.AspNetCore.Mvc;
using SwipeReview.ServiceDefaults;
using SwipeReview.ServiceDefaults.Api;
using SwipeReview.Storage.Data;
using SwipeReview.Storage.Objects;

namespace SwipeReview.Storage.Files;

internal static class UploadEndpoints
{
    public static void MapUploads(this IEndpointRouteBuilder routes)
    {
        var uploads = routes.MapApiGroup("/api/v1/uploads", "Uploads");
        uploads.MapPost("", UploadFile.HandleAsync)
            .Accepts<UploadFields>("multipart/form-data")
            .WithMetadata(new DisableRequestSizeLimitAttribute()) // the form's reader counts, and says what the limit is
            .AddEndpointFilter<StoreFaultsAreUnavailable>()
            .WithIdempotencyKey<StorageDbContext>()
            .WithName("UploadFile");
        uploads.MapGet("", ListFiles.HandleAsync).WithName("ListFiles");
        uploads.MapGet("/{fileId:guid}", GetFile.HandleAsync).WithName("GetFile");
        uploads.MapDelete("/{fileId:guid}", DeleteFile.HandleAsync).WithName("DeleteFile");
    }

    /// <summary>The form as the API's document shows it.</summary>
    internal sealed record UploadFields(IFormFile File);
}
