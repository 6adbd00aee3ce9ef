using Microsoft.Net.Http.Headers;
using SwipeReview.ServiceDefaults.Errors;
using SwipeReview.Storage.Objects;

namespace SwipeReview.Storage.Uploads;

/// <summary>The bytes of one request, received up to where the sender ended or was cut off.</summary>
internal static class UploadBody
{
    /// <summary>Whether there is one; it then must say that it is what the protocol means.</summary>
    public static bool IsThere(HttpRequest request) => request.ContentLength is > 0 || request.Headers.TransferEncoding.Count > 0;

    public static bool HasTheType(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type) && type.MediaType.Equals(Tus.BodyType, StringComparison.OrdinalIgnoreCase);

    public static ErrorResult WrongType() => ErrorResults.UnsupportedMediaType($"Send the bytes with the content type {Tus.BodyType}.");

    /// <summary>What comes in one request with all that it was announced with is hashed as it comes; the rest when it is joined.</summary>
    /// <exception cref="ObjectStoreException">The disk did not take it.</exception>
    public static async Task<(IncomingFile? Bytes, ErrorResult? Refusal)> ReceiveAsync(
        HttpRequest request, IncomingFolder incoming, Upload upload, CancellationToken cancellationToken)
    {
        var room = upload.Size - upload.Received;
        if (!Checksum.TryRead(request.Headers, out var checksum))
        {
            return (null, ErrorResults.Validation($"The checksum can't be read: send '<algorithm> <hash in Base64>', by one of {Checksum.Algorithms}.", Tus.UploadChecksum));
        }

        if (request.ContentLength > room)
        {
            return (null, TooLong(room, request.ContentLength));
        }

        var bytes = await incoming.ReceiveAsync(request.Body, room, cancellationToken, keepsWhatArrived: true, isPart: request.ContentLength != upload.Size);
        var refusal = bytes.IsTooLarge ? TooLong(room, actualSize: null)
            : checksum is null || (bytes.IsWhole && await checksum.HoldsAsync(bytes.Content, CancellationToken.None)) ? null
            : new ErrorResult(Tus.ChecksumMismatch, ErrorCodes.Validation, "The bytes are not those that the checksum was made of: send them again.");
        if (refusal is null)
        {
            return (bytes, null);
        }

        await bytes.DisposeAsync();
        return (null, refusal);
    }

    private static ErrorResult TooLong(long room, long? actualSize) => new(
        StatusCodes.Status413PayloadTooLarge, ErrorCodes.PayloadTooLarge, "There are more bytes than the upload was announced with.",
        new Dictionary<string, object?>(StringComparer.Ordinal) { ["maxSize"] = room, ["actualSize"] = actualSize });
}
