using System.IO.Compression;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using SwipeReview.Documents;

namespace SwipeReview.Benchmarks;

/// <summary>The ways to change every third paragraph of a docx, and one that changes nothing.</summary>
internal static class DocumentsWork
{
    private const string Zip = "unzip and rezip (the floor)";
    private const string Open = "open only";
    private const string Clean = "open, apply, write clean";
    private const string Redline = "open, apply, write redline";
    private const string Tree = "Open XML SDK: tree, replace, save";
    private static readonly DateTimeOffset At = DateTimeOffset.UnixEpoch;

    public static string[] Ways { get; } = [Zip, Open, Clean, Redline, Tree];

    public static void Do(string way, Stream input, Stream output)
    {
        switch (way)
        {
            case Zip:
                Rezip(input, output);
                break;
            case Tree:
                ReplaceInTree(input, output);
                break;
            default:
                Splice(way, input, output);
                break;
        }
    }

    private static void Splice(string way, Stream input, Stream output)
    {
        using var document = Documents.Document.Open(input, FileTypes.Docx);
        if (way == Open)
        {
            return;
        }

        var edits = document.Blocks.Where((_, i) => i % 3 == 0).Select(block => EditOf(block)).ToList();
        if (way == Clean)
        {
            document.Write(edits, output);
        }
        else
        {
            document.WriteRedline([.. edits.Select(edit => new TrackedEdit(edit, "Ann", At))], output);
        }
    }

    /// <summary>The paragraph's first word gets another one.</summary>
    private static TextEdit EditOf(Block block)
    {
        var end = block.Text.IndexOf(' ', StringComparison.Ordinal) is > 0 and var space ? space : block.Text.Length;
        return new TextEdit(block.Id, 0, end, block.Text[..end], "Another");
    }

    private static void Rezip(Stream input, Stream output)
    {
        using var source = new ZipArchive(input);
        using var target = new ZipArchive(output, ZipArchiveMode.Create);
        foreach (var entry in source.Entries)
        {
            using var from = entry.Open();
            using var to = target.CreateEntry(entry.FullName, CompressionLevel.Optimal).Open();
            from.CopyTo(to);
        }
    }

    private static void ReplaceInTree(Stream input, Stream output)
    {
        input.CopyTo(output);
        using var package = WordprocessingDocument.Open(output, isEditable: true);
        var paragraphs = package.MainDocumentPart!.Document.Descendants<Paragraph>();
        foreach (var text in paragraphs.Select(paragraph => paragraph.Descendants<Text>().FirstOrDefault()).OfType<Text>().Where((_, i) => i % 3 == 0))
        {
            text.Text = "Another" + text.Text[Math.Max(0, text.Text.IndexOf(' ', StringComparison.Ordinal))..];
        }
    }
}
