using System.Reflection;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using SwipeReview.Delivery.Artifacts;
using SwipeReview.Documents;
using SwipeReview.ServiceDefaults.Errors;

namespace SwipeReview.Delivery.Receipts;

/// <summary>
/// A receipt file, and the files that it is about where they were sent too: received part by part onto the disk. As a
/// form, or the receipt alone as the body.
/// </summary>
internal sealed record ReceiptForm(FileStream? Receipt, FileStream? Original, FileStream? Output, ErrorResult? Refusal)
{
    /// <summary>Of the original and of the output, each.</summary>
    public static readonly int LargestFile = DocumentLimits.Default.FileBytes;

    /// <summary>The three, and the multipart around them.</summary>
    public static readonly long LargestBody = (2L * LargestFile) + ReceiptFile.Largest + (64 * 1024);

    private const string ReceiptField = "receipt";
    private const string OriginalField = "original";
    private const string OutputField = "output";
    private const int LongestBoundary = 70; // RFC 2046

    public static async ValueTask<ReceiptForm> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        _ = MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var type);
        try
        {
            return type?.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase) == true
                ? await ReadBodyAsync(context)
                : type?.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase) == true
                    && HeaderUtilities.RemoveQuotes(type.Boundary).Value is { Length: > 0 and <= LongestBoundary } boundary
                    ? await ReadFormAsync(context, new MultipartReader(boundary, context.Request.Body))
                    : Refuse(ErrorResults.Validation("Send the receipt as application/json, or as multipart/form-data in a part named 'receipt'.", ReceiptField));
        }
        catch (ScratchException)
        {
            return Refuse(ErrorResults.Unavailable("There is no room for the files right now: try again soon."));
        }
        catch (Exception fault) when (fault is IOException and not BadHttpRequestException or InvalidDataException && !context.RequestAborted.IsCancellationRequested)
        {
            return Refuse(ErrorResults.Validation("The upload is not complete: the form ends before its last part does.", ReceiptField));
        }
    }

    private static async Task<ReceiptForm> ReadBodyAsync(HttpContext context)
    {
        var (file, refusal) = await ReceiveAsync(context, ReceiptField, context.Request.Body);
        return new(file, null, null, refusal);
    }

    private static async Task<ReceiptForm> ReadFormAsync(HttpContext context, MultipartReader reader)
    {
        var form = new ReceiptForm(null, null, null, ErrorResults.Validation("The form has no receipt: send it in a part named 'receipt'.", ReceiptField));
        while (await reader.ReadNextSectionAsync(context.RequestAborted) is { } section)
        {
            var field = section.GetContentDispositionHeader()?.Name.Value?.Trim('"');
            if (field is not (ReceiptField or OriginalField or OutputField))
            {
                continue; // the reader skips its bytes
            }

            if ((field switch { ReceiptField => form.Receipt, OriginalField => form.Original, _ => form.Output }) is not null)
            {
                return Refuse(ErrorResults.Validation($"Send one {field} in a request.", field));
            }

            var (file, refusal) = await ReceiveAsync(context, field, section.Body);
            if (refusal is not null)
            {
                return Refuse(refusal);
            }

            form = field switch
            {
                ReceiptField => form with { Receipt = file },
                OriginalField => form with { Original = file },
                _ => form with { Output = file },
            };
        }

        return form;
    }

    private static async Task<(FileStream? File, ErrorResult? Refusal)> ReceiveAsync(HttpContext context, string field, Stream source)
    {
        var largest = field == ReceiptField ? ReceiptFile.Largest : LargestFile;
        var file = CreateScratch();
        context.Response.RegisterForDisposeAsync(file);
        var buffer = new byte[64 * 1024];
        int read;
        while ((read = await source.ReadAsync(buffer, context.RequestAborted)) > 0)
        {
            if (file.Length + read > largest)
            {
                return (null, ErrorResults.PayloadTooLarge(field, largest, actualSize: null));
            }

            await WriteAsync(file, buffer.AsMemory(0, read), context.RequestAborted);
        }

        return file.Length > 0 ? (file, null) : (null, ErrorResults.Validation($"The {field} is empty.", field));
    }

    private static FileStream CreateScratch()
    {
        try
        {
            return ScratchFile.Create();
        }
        catch (IOException full)
        {
            throw new ScratchException(full);
        }
    }

    private static async Task WriteAsync(FileStream file, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        try
        {
            await file.WriteAsync(bytes, cancellationToken);
        }
        catch (IOException full)
        {
            throw new ScratchException(full);
        }
    }

    private static ReceiptForm Refuse(ErrorResult refusal) => new(null, null, null, refusal);

    /// <summary>Our disk failed, not the sender.</summary>
    private sealed class ScratchException(Exception inner) : Exception(inner.Message, inner);
}
