using System.Text.Json;
using System.Threading.Channels;
using Microsoft.Net.Http.Headers;
using SwipeReview.ServiceDefaults.Api;

namespace SwipeReview.LlmRouter.Proposals;

/// <summary>
/// Proposals as <c>application/x-ndjson</c>: a line for each as it comes, and a last one that sums up. An answer without
/// the last line is not whole.
/// </summary>
internal sealed class LineByLine(ChannelReader<object> lines, Task work) : IResult
{
    public const string ContentType = "application/x-ndjson";

    public static bool IsWanted(HttpRequest request) =>
        request.GetTypedHeaders().Accept.Any(accept => accept.MediaType.Equals(ContentType, StringComparison.OrdinalIgnoreCase));

    /// <summary>Begins; a request that nobody serves is refused as every other, since nothing was answered yet.</summary>
    public static async Task<IResult> StartAsync(RequestProposals.Work work, CancellationToken cancellationToken)
    {
        // Proposals wait here for a slow reader: they are few, and a model's answer is paid for either way.
        var lines = Channel.CreateUnbounded<object>(new UnboundedChannelOptions { SingleReader = true });
        var running = work.ToLinesAsync(lines.Writer, cancellationToken);
        // When the caller goes away the work ends, and that ends the wait: not before, for it uses this request's services.
        if (!await lines.Reader.WaitToReadAsync(CancellationToken.None) && await running is { } refusal)
        {
            return refusal;
        }

        return new LineByLine(lines.Reader, running);
    }

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.ContentType = ContentType;
        response.Headers[HeaderNames.CacheControl] = "no-store";
        try
        {
            await foreach (var line in lines.ReadAllAsync(httpContext.RequestAborted))
            {
                await JsonSerializer.SerializeAsync(response.Body, line, line.GetType(), ApiJson.Options, httpContext.RequestAborted);
                await response.Body.WriteAsync("\n"u8.ToArray(), httpContext.RequestAborted);
                if (!lines.TryPeek(out _))
                {
                    await response.Body.FlushAsync(httpContext.RequestAborted);
                }
            }
        }
        finally
        {
            // The request's services live as long as what works with them.
            await work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
