using SwipeReview.Documents.Containers;

namespace SwipeReview.Documents.Word;

/// <summary>Which kind of Office file a package is.</summary>
internal static class WordKind
{
    const string DocumentType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
    const string MacroProject = "application/vnd.ms-office.vbaProject";

    /// <summary>Throws, with the reason by name, for everything but a Word document without macros.</summary>
    public static void RefuseOthers(IContainer container, PartTypes types)
    {
        if (types.All.Any(IsMacro) || HasMacroPart(container))
            throw DocumentException.NotSupported("The document holds macros. Save it as .docx without macros and upload it again.");
        if (!types.All.Contains(DocumentType, StringComparer.OrdinalIgnoreCase))
            throw DocumentException.NotSupported("The file is a package of another kind, not a Word document.");
    }

    public static bool IsMacro(string type) =>
        type.Contains("macroEnabled", StringComparison.OrdinalIgnoreCase) || type.Equals(MacroProject, StringComparison.OrdinalIgnoreCase);

    public static bool IsDocument(PartTypes types) => types.All.Contains(DocumentType, StringComparer.OrdinalIgnoreCase);

    static bool HasMacroPart(IContainer container) => container.Find("word/vbaProject.bin") >= 0;
}
