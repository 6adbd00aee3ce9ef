using SwipeReview.Documents;

namespace SwipeReview.JobManagement.Memory;

/// <summary>Kinds of text in which the same person may judge the same pattern differently.</summary>
internal static class DocumentTypes
{
    public static string Of(string contentType) => contentType switch
    {
        FileTypes.PlainText or FileTypes.Markdown or FileTypes.Html or FileTypes.Docx or FileTypes.Pdf => "prose",
        FileTypes.Tex => "tex",
        _ => "code",
    };
}
