namespace SwipeReview.JobManagement.Jobs;

internal static class PlainText
{
    /// <summary>No control characters but line breaks and tabs: neither a database nor a document takes the others.</summary>
    public static bool IsClean(string text) => !text.Any(letter => char.IsControl(letter) && letter is not ('\n' or '\r' or '\t'));
}
