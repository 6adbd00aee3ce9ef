using Google.Protobuf;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Dashboard.Grpc;

/// <summary>As much of a gRPC server as five methods need: routes over HTTP/2 whose answer ends with a status in the trailer.</summary>
internal static class GrpcRoutes
{
    /// <summary>One request, one answer.</summary>
    public static void MapUnary<TRequest>(
        this IEndpointRouteBuilder routes, string method, MessageParser<TRequest> parser, Func<TRequest, CancellationToken, Task<IMessage>> answer)
        where TRequest : IMessage<TRequest> =>
        routes.MapMethod(method, async (context, ended) =>
        {
            var request = await context.Request.BodyReader.ReadMessageAsync(parser, ended);
            await context.Response.BodyWriter.WriteMessageAsync(await answer(request, ended), ended);
        });

    /// <summary>One request, answers until the sequence or the caller ends.</summary>
    public static void MapServerStream<TRequest>(
        this IEndpointRouteBuilder routes, string method, MessageParser<TRequest> parser, Func<TRequest, CancellationToken, IAsyncEnumerable<IMessage>> answers)
        where TRequest : IMessage<TRequest> =>
        routes.MapMethod(method, async (context, ended) =>
        {
            var request = await context.Request.BodyReader.ReadMessageAsync(parser, ended);
            await context.Response.Body.FlushAsync(ended); // sends the headers, which StartAsync would keep back
            await foreach (var answer in answers(request, ended).WithCancellation(ended))
                await context.Response.BodyWriter.WriteMessageAsync(answer, ended);
        });

    /// <summary>A conversation in which we only listen: accepted, kept open, and ended by the caller.</summary>
    public static void MapSilentStream(this IEndpointRouteBuilder routes, string method) =>
        routes.MapMethod(method, async (context, ended) =>
        {
            await context.Response.Body.FlushAsync(ended); // sends the headers, which StartAsync would keep back
            await context.Request.Body.CopyToAsync(Stream.Null, ended);
        });

    /// <summary>Every method that isn't mapped.</summary>
    public static void MapUnimplemented(this IEndpointRouteBuilder routes) =>
        routes.MapMethod("/{**method}", (context, _) =>
            throw new GrpcException(GrpcStatus.Unimplemented, $"{context.Request.Path} is not served."));

    private static void MapMethod(this IEndpointRouteBuilder routes, string path, Func<HttpContext, CancellationToken, Task> call) =>
        routes.MapPost(path, async context =>
        {
            var stopping = context.RequestServices.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
            using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
            context.Response.ContentType = "application/grpc";
            try
            {
                await call(context, ended.Token);
                context.Response.End(GrpcStatus.Ok);
            }
            catch (GrpcException refusal)
            {
                context.Response.End(refusal.Status, refusal.Message);
            }
            catch (Exception end) when (end is OperationCanceledException or IOException)
            {
                // We are stopping, or the caller has gone: his reset arrives as an IOException, at times before RequestAborted.
                context.Response.End(GrpcStatus.Cancelled, "The call was ended.");
            }
            catch (Exception fault)
            {
                context.RequestServices.GetRequiredService<ILogger<GrpcStatus>>().LogError(fault, "{Method} failed", context.Request.Path);
                context.Response.End(GrpcStatus.Internal, "The AppHost failed; its console says why.");
            }
        });

    /// <summary>The status goes last, in the trailer; the caller may be gone by then.</summary>
    public static void End(this HttpResponse response, GrpcStatus status, string? message = null)
    {
        if (response.HttpContext.RequestAborted.IsCancellationRequested)
            return;

        response.AppendTrailer("grpc-status", $"{(int)status}");
        if (message is not null)
            response.AppendTrailer("grpc-message", Uri.EscapeDataString(message));
    }
}
