using Microsoft.AspNetCore.Mvc;
using Microsoft.OpenApi;
using SwipeReview.ServiceDefaults.Api;

namespace SwipeReview.Delivery.Receipts;

internal static class ReceiptEndpoints
{
    public static void MapReceipts(this IEndpointRouteBuilder routes)
    {
        var receipts = routes.MapApiGroup("/api/v1/receipts", "Receipts");
        receipts.MapPost("/verify", VerifyReceipt.HandleAsync).AllowAnonymous() // a third party has no account here
            .Accepts<VerifyFields>("multipart/form-data", "application/json")
            .WithMetadata(new RequestSizeLimitAttribute(ReceiptForm.LargestBody))
            .AddOpenApiOperationTransformer((operation, _, _) =>
            {
                // As JSON it is the receipt file itself.
                operation.RequestBody!.Content!["application/json"].Schema = new OpenApiSchema
                {
                    Type = JsonSchemaType.Object,
                    Required = new HashSet<string>(StringComparer.Ordinal) { "receipt", "jws" },
                    Properties = new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal)
                    {
                        ["receipt"] = new OpenApiSchema { Type = JsonSchemaType.Object },
                        ["jws"] = new OpenApiSchema { Type = JsonSchemaType.String },
                    },
                };
                return Task.CompletedTask;
            })
            .WithSummary("What of a receipt holds, for it and for the files that it is about.")
            .WithName("VerifyReceipt");
    }

    /// <summary>The form as the API's document shows it.</summary>
    internal sealed record VerifyFields(IFormFile Receipt, IFormFile? Original, IFormFile? Output);
}
