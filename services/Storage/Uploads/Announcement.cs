using SwipeReview.ServiceDefaults;
using SwipeReview.ServiceDefaults.Auth;
using SwipeReview.ServiceDefaults.Errors;
using SwipeReview.Storage.Files;

namespace SwipeReview.Storage.Uploads;

/// <summary>What the headers of a creation say about the file to come, checked before a byte of it is read.</summary>
internal static class Announcement
{
    public static (Upload? Upload, ErrorResult? Refusal) Read(HttpRequest request, CurrentUser user, UploadOptions limits, DateTimeOffset now)
    {
        var headers = request.Headers;
        var key = headers[Idempotency.Header].ToString();
        var metadata = headers[Tus.UploadMetadata].ToString();
        var size = headers.Number(Tus.UploadLength);
        ErrorResult? refusal = null;
        if (headers.ContainsKey(Tus.UploadConcat) || headers.ContainsKey(Tus.UploadDeferLength))
        {
            refusal = ErrorResults.Validation($"An upload here is one file of a size that is known before: say it in {Tus.UploadLength}.", Tus.UploadLength);
        }
        else if (size is null or 0)
        {
            refusal = size is null
                ? ErrorResults.Validation($"Say the size of the file in {Tus.UploadLength}, in bytes.", Tus.UploadLength)
                : ErrorResults.Validation("The file is empty.", "file", ("actualSize", 0));
        }
        else if (size > limits.MaxFileBytes)
        {
            refusal = ErrorResults.PayloadTooLarge("file", limits.MaxFileBytes, size);
        }
        else if (UploadBody.IsThere(request) && !UploadBody.HasTheType(request))
        {
            refusal = UploadBody.WrongType();
        }

        if (refusal is not null)
        {
            return (null, refusal);
        }

        if (!Metadata.TryRead(metadata, "filename", out var name))
        {
            return (null, ErrorResults.Validation($"The metadata can't be read, or is longer than {Metadata.Longest} characters.", Tus.UploadMetadata));
        }

        return key.Length > Idempotency.LongestKey
            ? (null, ErrorResults.Validation($"The Idempotency-Key must have 1 to {Idempotency.LongestKey} characters.", Idempotency.Header))
            : (new Upload
            {
                Id = Guid.CreateVersion7(),
                UserId = user.Id,
                Key = key.Length > 0 ? key : null,
                Name = FileName.Clean(name),
                Metadata = metadata,
                Size = size!.Value,
                CreatedAt = now,
                ExpiresAt = now + limits.UnfinishedFor,
            }, null);
    }
}
