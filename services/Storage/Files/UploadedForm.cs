using System.Reflection;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using SwipeReview.ServiceDefaults;
using SwipeReview.ServiceDefaults.Errors;
using SwipeReview.Storage.Objects;

namespace SwipeReview.Storage.Files;

/// <summary>
/// The one file of a multipart form, received part by part onto the disk and never into memory. Bound as a parameter, so
/// that the bytes are here before a filter or a handler opens a transaction: none waits for a slow client.
/// </summary>
internal sealed record UploadedForm(string FileName, IncomingFile? File, ErrorResult? Refusal)
{
    private const string Field = "file";
    private const int LongestBoundary = 70; // RFC 2046

    public static async ValueTask<UploadedForm> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var maxBytes = context.RequestServices.GetRequiredService<IOptions<UploadOptions>>().Value.MaxFileBytes;
        if (!TryGetBoundary(context.Request, out var boundary))
        {
            return Refuse(ErrorResults.Validation("Send the file as multipart/form-data, in a part named 'file'.", Field));
        }

        if (context.Request.ContentLength > IncomingFolder.Patience(maxBytes))
        {
            return Refuse(ErrorResults.PayloadTooLarge(Field, maxBytes, actualSize: null));
        }

        try
        {
            return await ReadAsync(context, new MultipartReader(boundary, context.Request.Body), maxBytes);
        }
        catch (ObjectStoreException)
        {
            return Refuse(ObjectStoreException.ToError());
        }
        catch (Exception fault) when (fault is IOException or InvalidDataException && !context.RequestAborted.IsCancellationRequested)
        {
            return Refuse(ErrorResults.Validation("The upload is not complete: the form ends before its last part does.", Field));
        }
    }

    private static async Task<UploadedForm> ReadAsync(HttpContext context, MultipartReader reader, long maxBytes)
    {
        var incoming = context.RequestServices.GetRequiredService<IncomingFolder>();
        UploadedForm? form = null;
        while (await reader.ReadNextSectionAsync(context.RequestAborted) is { } section)
        {
            if (section.GetContentDispositionHeader() is not { } part || !part.IsFileDisposition() || part.Name.Value?.Trim('"') != Field)
            {
                continue; // other fields are not ours; the reader skips their bytes
            }

            if (form is not null)
            {
                return Refuse(ErrorResults.Validation("Send one file in a request.", Field));
            }

            var file = await incoming.ReceiveAsync(section.Body, maxBytes, context.RequestAborted);
            context.Response.RegisterForDisposeAsync(file);
            if (file.IsTooLarge)
            {
                return Refuse(ErrorResults.PayloadTooLarge(Field, maxBytes, file.IsWhole ? file.Size : null));
            }

            context.IdentifyBody(file.Sha256);
            form = new UploadedForm(Files.FileName.Clean((part.FileNameStar.HasValue ? part.FileNameStar : part.FileName).Value?.Trim('"')), file, null);
        }

        return form switch
        {
            null => Refuse(ErrorResults.Validation("The form has no file: send it in a part named 'file', with a file name.", Field)),
            { File.Size: 0 } => Refuse(ErrorResults.Validation("The file is empty.", Field, ("actualSize", 0))),
            _ => form,
        };
    }

    private static bool TryGetBoundary(HttpRequest request, out string boundary)
    {
        boundary = MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            && type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
            ? HeaderUtilities.RemoveQuotes(type.Boundary).Value ?? ""
            : "";
        return boundary.Length is > 0 and <= LongestBoundary;
    }

    private static UploadedForm Refuse(ErrorResult refusal) => new("", null, refusal);
}
