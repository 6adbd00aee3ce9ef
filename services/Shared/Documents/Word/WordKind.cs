using System.Runtime.InteropServices;
using SwipeReview.Documents.Containers;

namespace SwipeReview.Documents.Word;

/// <summary>Which kind of Office file a package is.</summary>
internal static class WordKind
{
    const string DocumentType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
    const string MacroProject = "application/vnd.ms-office.vbaProject";

    /// <summary>Word's format before docx, which is also what a docx with a password is wrapped in.</summary>
    static ReadOnlySpan<byte> OleMark => [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

    /// <summary>Throws, with the reason by name, for a file that isn't even an archive.</summary>
    public static void RefuseWhatIsNoPackage(Stream stream)
    {
        var head = new byte[64 * 1024];
        stream.Position = 0;
        var bytes = head.AsSpan(0, stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false));
        if (bytes.StartsWith(OleMark))
        {
            throw bytes.IndexOf(MemoryMarshal.AsBytes("EncryptedPackage".AsSpan())) >= 0
                ? DocumentException.Broken("The document is protected with a password. Remove the password and upload it again.")
                : DocumentException.NotSupported("The file is in Word's old format (.doc). Save it as .docx and upload it again.");
        }

        if (!bytes.StartsWith("PK"u8) && ZipTail.TryFind(stream) is null)
            throw DocumentException.NotSupported("The file is not a Word document.");
    }

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
