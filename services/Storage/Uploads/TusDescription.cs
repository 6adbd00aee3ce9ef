using SwipeReview.ServiceDefaults;
using SwipeReview.ServiceDefaults.Api;

namespace SwipeReview.Storage.Uploads;

/// <summary>What the API document says of the resumable uploads: most of tus is in headers, which no parameter shows.</summary>
internal static class TusDescription
{
    public static RouteGroupBuilder DescribeVersion(this RouteGroupBuilder tus) => tus
        .DescribeHeader(Tus.Resumable, $"The version that the client speaks: {Tus.Version}.", isRequired: true)
        .DescribeRefusal(StatusCodes.Status412PreconditionFailed, "Another version of tus than ours, which the answer's Tus-Version names.")
        .DescribeAnswerHeader(StatusCodes.Status412PreconditionFailed, "Tus-Version", Tus.Version);

    public static RouteHandlerBuilder DescribeCapabilities(this RouteHandlerBuilder route) => route
        .Answers(StatusCodes.Status204NoContent, ("Tus-Version", Tus.Version), ("Tus-Extension", Tus.Extensions), ("Tus-Max-Size", "Bytes that a file may have."),
            ("Tus-Checksum-Algorithm", Checksum.Algorithms));

    public static RouteHandlerBuilder DescribeCreation(this RouteHandlerBuilder route) => route
        .DescribeHeader(Tus.UploadLength, "Bytes of the whole file.", isRequired: true)
        .DescribeHeader(Tus.UploadMetadata, "Pairs of a key and a value in Base64, with commas between: filename, filetype.")
        .DescribeHeader(Idempotency.Header, "The same key leads back to the upload that it began.")
        .DescribeBytes(isRequired: false)
        .Answers(StatusCodes.Status201Created, ("Location", "Where the upload goes on."), Offset, Expires, File);

    public static RouteHandlerBuilder DescribeLook(this RouteHandlerBuilder route) => route
        .Answers(StatusCodes.Status200OK, Offset, (Tus.UploadLength, "Bytes of the whole file."), (Tus.UploadMetadata, "As it was given."), Expires, File);

    public static RouteHandlerBuilder DescribeAppending(this RouteHandlerBuilder route) => route
        .DescribeHeader(Tus.UploadOffset, "Where these bytes belong: what HEAD answers. Anything else is a 409 that tells it.", isRequired: true)
        .DescribeBytes(isRequired: true)
        .Answers(StatusCodes.Status204NoContent, Offset, Expires, File)
        .DescribeAnswerHeader(StatusCodes.Status409Conflict, Offset.Name, Offset.Description);

    private static (string Name, string Description) Offset => (Tus.UploadOffset, "Bytes that have arrived.");

    private static (string Name, string Description) Expires => (Tus.UploadExpires, "Until when it can be gone on with, as an HTTP date; not of one that has become a file.");

    private static (string Name, string Description) File => (Tus.FileId, "The id of the file, when all of it has arrived.");

    private static RouteHandlerBuilder DescribeBytes(this RouteHandlerBuilder route, bool isRequired) => route
        .DescribeBody(Tus.BodyType, isRequired)
        .DescribeHeader(Tus.UploadChecksum, $"An algorithm ({Checksum.Algorithms}) and the hash of these bytes in Base64.")
        .DescribeRefusal(Tus.ChecksumMismatch, "The bytes are not those of the checksum, and were thrown away.");

    private static RouteHandlerBuilder Answers(this RouteHandlerBuilder route, int status, params (string Name, string Description)[] headers)
    {
        route.DescribeAnswerHeader(status, Tus.Resumable, Tus.Version);
        foreach (var (name, description) in headers)
        {
            route.DescribeAnswerHeader(status, name, description);
        }

        return route;
    }
}
