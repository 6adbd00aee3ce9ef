using Microsoft.AspNetCore.Mvc;
using SwipeReview.ServiceDefaults.Api;

namespace SwipeReview.Storage.Files;

internal static class InternalFileEndpoints
{
    public static void MapInternalFiles(this IEndpointRouteBuilder routes)
    {
        var files = routes.MapInternalGroup("/internal/files");
        files.MapGet("/{fileId:guid}", DescribeFile.HandleAsync);
        files.MapGet("/{fileId:guid}/content", StreamFile.HandleAsync);

        routes.MapInternalGroup("/internal/artifacts").MapPut("/{artifactId:guid}", PutArtifact.HandleAsync)
            .WithMetadata(new DisableRequestSizeLimitAttribute()); // counted while it is received
    }
}
