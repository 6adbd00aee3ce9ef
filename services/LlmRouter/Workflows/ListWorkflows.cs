using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.HttpResults;
using SwipeReview.ServiceDefaults.Api;

namespace SwipeReview.LlmRouter.Workflows;

/// <summary>The catalogue of image workflows. It is empty until an image provider is configured.</summary>
internal static class ListWorkflows
{
    /// <param name="Parameters">A JSON Schema of the workflow's parameters.</param>
    public sealed record Workflow(string Id, string Name, string Description, JsonObject Parameters);

    public static Ok<Page<Workflow>> Handle(PageQuery page)
    {
        _ = page;
        return TypedResults.Ok(new Page<Workflow>([], NextCursor: null));
    }
}
