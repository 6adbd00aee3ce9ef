using System.Globalization;

namespace SwipeReview.Storage.Uploads;

/// <summary>The words of tus 1.0.0 on the wire, https://tus.io/protocols/resumable-upload.</summary>
internal static class Tus
{
    public const string Version = "1.0.0";
    public const string Extensions = "creation,creation-with-upload,expiration,checksum,termination";
    public const string BodyType = "application/offset+octet-stream";
    public const int ChecksumMismatch = 460;

    public const string Resumable = "Tus-Resumable";
    public const string UploadOffset = "Upload-Offset";
    public const string UploadLength = "Upload-Length";
    public const string UploadDeferLength = "Upload-Defer-Length";
    public const string UploadConcat = "Upload-Concat";
    public const string UploadMetadata = "Upload-Metadata";
    public const string UploadChecksum = "Upload-Checksum";
    public const string UploadExpires = "Upload-Expires";

    /// <summary>Ours: the id of the file that an upload has become.</summary>
    public const string FileId = "X-File-Id";

    /// <summary>How far an upload is, and what has become of it; the same words in every answer about it.</summary>
    public static void Tell(this HttpResponse response, Upload upload)
    {
        var headers = response.Headers;
        headers[UploadOffset] = upload.Received.ToString(CultureInfo.InvariantCulture);
        if (upload.FileId is { } file)
        {
            headers[FileId] = file.ToString();
        }
        else
        {
            headers[UploadExpires] = upload.ExpiresAt.ToString("R", CultureInfo.InvariantCulture);
        }
    }

    /// <summary>A header that is one number, not negative; null when it is missing or anything else.</summary>
    public static long? Number(this IHeaderDictionary headers, string name) =>
        long.TryParse(headers[name], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
