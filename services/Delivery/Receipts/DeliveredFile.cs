using SwipeReview.Documents;

namespace SwipeReview.Delivery.Receipts;

/// <summary>The file that a receipt is about, which its maker and its verifier have to build alike.</summary>
internal static class DeliveredFile
{
    /// <summary>A pdf itself is never changed: what is delivered is the copy of its text with the changes marked.</summary>
    public static OutputFormat FormatOf(string contentType) => contentType == FileTypes.Pdf ? OutputFormat.Redline : OutputFormat.Clean;

    public static void Write(Document document, OutputFormat format, IReadOnlyList<TrackedEdit> accepted, Stream output)
    {
        if (format == OutputFormat.Redline)
        {
            document.WriteRedline(accepted, output);
        }
        else
        {
            document.Write([.. accepted.Select(tracked => tracked.Edit)], output);
        }
    }
}
