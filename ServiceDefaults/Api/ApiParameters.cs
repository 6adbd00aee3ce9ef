using System.Reflection;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace SwipeReview.ServiceDefaults.Api;

/// <summary>Describes what binds itself and so is invisible to the document: paging, and the idempotency key.</summary>
internal sealed class ApiParameters : IOpenApiOperationTransformer
{
    public Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        if (metadata.OfType<MethodInfo>().Any(handler => Array.Exists(handler.GetParameters(), parameter => parameter.ParameterType == typeof(PageQuery))))
        {
            Add(operation, ParameterLocation.Query, "limit", new OpenApiSchema
            {
                Type = JsonSchemaType.Integer,
                Format = "int32",
                Minimum = "1",
                Maximum = $"{PageQuery.MaxLimit}",
                Default = PageQuery.DefaultLimit,
            });
            Add(operation, ParameterLocation.Query, "cursor", new OpenApiSchema { Type = JsonSchemaType.String });
        }

        if (metadata.OfType<TakesIdempotencyKey>().Any())
        {
            Add(operation, ParameterLocation.Header, Idempotency.Header, new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = Idempotency.LongestKey });
        }

        return Task.CompletedTask;
    }

    private static void Add(OpenApiOperation operation, ParameterLocation where, string name, OpenApiSchema schema) =>
        (operation.Parameters ??= []).Add(new OpenApiParameter { Name = name, In = where, Schema = schema });
}
