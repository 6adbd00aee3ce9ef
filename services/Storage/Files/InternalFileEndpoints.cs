using Microsoft.AspNetCore.Mvc;
using SwipeReview.ServiceDefaults.Api;
using SwipeReview.Storage.Objects;

namespace SwipeReview.Storage.Files;

internal static class InternalFileEndpoints
{
    public static void MapInternalFiles(this IEndpointRouteBuilder routes)
    {
        var files = routes.MapInternalGroup("/internal/files");
        files.MapGet("/{fileId:guid}", DescribeFile.HandleAsync);
        files.MapGet("/{fileId:guid}/content", StreamFile.HandleAsync).AddEndpointFilter<StoreFaultsAreUnavailable>();

        routes.MapInternalGroup("/internal/artifacts").MapPut("/{artifactId:guid}", PutArtifact.HandleAsync)
            .AddEndpointFilter<StoreFaultsAreUnavailable>()
            .WithMetadata(new DisableRequestSizeLimitAttribute()); // counted while it is received
    }
}
