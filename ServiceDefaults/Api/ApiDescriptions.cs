using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using SwipeReview.ServiceDefaults.Errors;

namespace SwipeReview.ServiceDefaults.Api;

/// <summary>What a route reads and answers beyond its parameters and results, for the API document; at run time it changes nothing.</summary>
public static class ApiDescriptions
{
    /// <summary>A header that the route reads from the request itself.</summary>
    public static TBuilder DescribeHeader<TBuilder>(this TBuilder route, string name, string description, bool isRequired = false)
        where TBuilder : IEndpointConventionBuilder => route.WithMetadata(new DescribedHeader(name, description, isRequired));

    /// <summary>A header of the answer with this status.</summary>
    public static TBuilder DescribeAnswerHeader<TBuilder>(this TBuilder route, int status, string name, string description)
        where TBuilder : IEndpointConventionBuilder => route.WithMetadata(new DescribedAnswerHeader(status, name, description));

    /// <summary>A refusal that is not among those of every route.</summary>
    public static TBuilder DescribeRefusal<TBuilder>(this TBuilder route, int status, string description)
        where TBuilder : IEndpointConventionBuilder =>
        route.WithMetadata(new ProducesResponseTypeMetadata(status, typeof(ErrorEnvelope), ["application/json"]), new DescribedAnswer(status, description));

    /// <summary>Bytes that the route reads from the request itself.</summary>
    public static TBuilder DescribeBody<TBuilder>(this TBuilder route, string contentType, bool isRequired)
        where TBuilder : IEndpointConventionBuilder => route.WithMetadata(new DescribedBody(contentType, isRequired));
}

internal sealed record DescribedHeader(string Name, string Description, bool IsRequired);

internal sealed record DescribedAnswerHeader(int Status, string Name, string Description);

internal sealed record DescribedAnswer(int Status, string Description);

internal sealed record DescribedBody(string ContentType, bool IsRequired);

internal sealed class ApiDescriptionsTransformer : IOpenApiOperationTransformer
{
    public Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        foreach (var said in context.Description.ActionDescriptor.EndpointMetadata)
        {
            switch (said)
            {
                case DescribedHeader header:
                    (operation.Parameters ??= []).Add(new OpenApiParameter
                    {
                        Name = header.Name, In = ParameterLocation.Header, Description = header.Description, Required = header.IsRequired, Schema = Text(),
                    });
                    break;
                case DescribedAnswerHeader header when AnswerOf(operation, header.Status) is { } answer:
                    (answer.Headers ??= new Dictionary<string, IOpenApiHeader>(StringComparer.Ordinal))[header.Name] =
                        new OpenApiHeader { Description = header.Description, Schema = Text() };
                    break;
                case DescribedAnswer described when AnswerOf(operation, described.Status) is { } answer:
                    answer.Description = described.Description;
                    break;
                case DescribedBody body:
                    operation.RequestBody = new OpenApiRequestBody
                    {
                        Required = body.IsRequired,
                        Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
                        {
                            [body.ContentType] = new() { Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" } },
                        },
                    };
                    break;
            }
        }

        return Task.CompletedTask;
    }

    private static OpenApiResponse? AnswerOf(OpenApiOperation operation, int status) =>
        operation.Responses?.TryGetValue($"{status}", out var answer) is true ? answer as OpenApiResponse : null;

    private static OpenApiSchema Text() => new() { Type = JsonSchemaType.String };
}
