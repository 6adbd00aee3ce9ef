using SwipeReview.Delivery.Data;
using SwipeReview.ServiceDefaults;
using SwipeReview.ServiceDefaults.Api;
using SwipeReview.ServiceDefaults.Errors;

namespace SwipeReview.Delivery.Downloads;

internal static class DownloadEndpoints
{
    public static void MapDownloads(this IEndpointRouteBuilder routes)
    {
        var downloads = routes.MapApiGroup("/api/v1/downloads", "Downloads");
        downloads.MapPost("", RequestDownload.HandleAsync)
            .Produces<ErrorEnvelope>(StatusCodes.Status402PaymentRequired)
            .WithIdempotencyKey<DeliveryDbContext>()
            .WithName("RequestDownload");
        downloads.MapGet("", ListDownloads.HandleAsync).WithName("ListDownloads");
        downloads.MapGet("/{id:guid}", GetDownload.HandleAsync).WithName("GetDownload");

        // The signature is the permission: a browser follows the link without a token.
        downloads.MapGet("/{id:guid}/content", FetchContent.HandleAsync).AllowAnonymous()
            .Produces(StatusCodes.Status200OK, contentType: "application/octet-stream")
            .Produces(StatusCodes.Status206PartialContent, contentType: "application/octet-stream")
            .Produces<ErrorEnvelope>(StatusCodes.Status410Gone)
            .WithName("FetchDownload");
    }
}
