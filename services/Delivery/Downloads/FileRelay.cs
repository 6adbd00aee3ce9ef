using System.Net;
using Microsoft.Net.Http.Headers;
using SwipeReview.Delivery.Upstream;
using SwipeReview.ServiceDefaults.Errors;

namespace SwipeReview.Delivery.Downloads;

/// <summary>
/// Passes a file on from Storage as it comes. What was asked about ranges and versions goes there, and its answer comes
/// back: Storage knows the bytes, so it decides.
/// </summary>
internal sealed class FileRelay : IResult
{
    private static readonly string[] Asked = [HeaderNames.Range, HeaderNames.IfRange, HeaderNames.IfMatch, HeaderNames.IfNoneMatch, HeaderNames.IfModifiedSince];
    private static readonly string[] Told = [HeaderNames.ContentType, HeaderNames.ContentLength, HeaderNames.ContentRange, HeaderNames.AcceptRanges, HeaderNames.ETag, HeaderNames.LastModified];

    private readonly HttpResponseMessage source;
    private readonly string name;

    private FileRelay(HttpResponseMessage source, string name) => (this.source, this.name) = (source, name);

    public static async Task<IResult> OpenAsync(StorageClient storage, Guid fileId, string name, HttpRequest request, CancellationToken cancellationToken)
    {
        var answer = await storage.OpenAsync(fileId, headers =>
        {
            foreach (var header in Asked.Where(request.Headers.ContainsKey))
            {
                headers.TryAddWithoutValidation(header, request.Headers[header].ToArray());
            }
        }, cancellationToken);
        request.HttpContext.Response.RegisterForDispose(answer);
        return answer.StatusCode switch
        {
            HttpStatusCode.OK or HttpStatusCode.PartialContent or HttpStatusCode.NotModified
                or HttpStatusCode.PreconditionFailed or HttpStatusCode.RequestedRangeNotSatisfiable => new FileRelay(answer, name),
            HttpStatusCode.NotFound => ErrorResults.Gone("The file is not kept any more."),
            _ => ErrorResults.UpstreamFailed("The file can't be read now: try again soon."),
        };
    }

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = (int)source.StatusCode;
        foreach (var header in Told)
        {
            if (source.Headers.TryGetValues(header, out var values) || source.Content.Headers.TryGetValues(header, out values))
            {
                response.Headers[header] = values.ToArray();
            }
        }

        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(name); // RFC 6266: plain for old clients, filename* for all others
        response.Headers.ContentDisposition = disposition.ToString();
        // A person's file is never run or rendered in our origin, and kept by nobody on the way.
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        response.Headers.CacheControl = "private, no-cache";
        await source.Content.CopyToAsync(response.Body, httpContext.RequestAborted);
    }
}
