using System.IO.Compression;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace SwipeReview.Delivery.Tests.Support;

/// <summary>A Word document made by the OpenXml SDK, and what the SDK reads back from one.</summary>
internal static class WordFile
{
    /// <summary>One paragraph a text; each word of it is a run of its own, every second one bold. With styles, a header and a picture.</summary>
    public static byte[] Of(params string[] paragraphs)
    {
        using var bytes = new MemoryStream();
        using (var word = WordprocessingDocument.Create(bytes, WordprocessingDocumentType.Document))
        {
            var main = word.AddMainDocumentPart();
            main.Document = new Document(new Body(paragraphs.Select(text => new Paragraph(Runs(text)))));
            main.AddNewPart<StyleDefinitionsPart>().Styles = new Styles(new Style(new StyleName { Val = "Odd   one" }) { Type = StyleValues.Paragraph, StyleId = "odd" });
            main.AddNewPart<HeaderPart>().Header = new Header(new Paragraph(new Run(new Text("A header that nobody edits"))));
            using var picture = new MemoryStream([0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10, .. Enumerable.Range(0, 5_000).Select(n => (byte)(n * 31))]);
            main.AddImagePart(ImagePartType.Png).FeedData(picture);
        }

        return bytes.ToArray();
    }

    public static string[] Paragraphs(byte[] docx)
    {
        using var word = WordprocessingDocument.Open(new MemoryStream(docx), isEditable: false);
        return [.. word.MainDocumentPart!.Document.Body!.Elements<Paragraph>().Select(paragraph => paragraph.InnerText)];
    }

    public static string[] BoldText(byte[] docx)
    {
        using var word = WordprocessingDocument.Open(new MemoryStream(docx), isEditable: false);
        return [.. word.MainDocumentPart!.Document.Descendants<Run>().Where(run => run.RunProperties?.Bold is not null).Select(run => run.InnerText)];
    }

    /// <summary>Paragraphs as they read once all tracked changes are accepted, or rejected.</summary>
    public static string[] Settled(byte[] docx, bool accept)
    {
        using var word = WordprocessingDocument.Open(new MemoryStream(docx), isEditable: false);
        return [.. word.MainDocumentPart!.Document.Body!.Elements<Paragraph>().Select(paragraph => string.Concat(paragraph.Descendants<Run>()
            .Where(run => accept ? run.Parent is not DeletedRun : run.Parent is not InsertedRun).Select(run => run.InnerText)))];
    }

    /// <summary>Author and time of each tracked change, and what it deletes or inserts.</summary>
    public static (string Author, DateTime Date, string? Deleted, string? Inserted)[] Revisions(byte[] docx)
    {
        using var word = WordprocessingDocument.Open(new MemoryStream(docx), isEditable: false);
        return [.. word.MainDocumentPart!.Document.Descendants<RunTrackChangeType>().Select(change => (
            change.Author!.Value!, change.Date!.Value.ToUniversalTime(), change is DeletedRun ? change.InnerText : null, change is InsertedRun ? change.InnerText : null))];
    }

    /// <summary>Every part of the package, unpacked, in the order in which it lies there.</summary>
    public static (string Name, byte[] Content)[] Parts(byte[] docx)
    {
        using var zip = new ZipArchive(new MemoryStream(docx));
        return [.. zip.Entries.Select(entry =>
        {
            using var content = new MemoryStream();
            using var stream = entry.Open();
            stream.CopyTo(content);
            return (entry.FullName, content.ToArray());
        })];
    }

    private static IEnumerable<Run> Runs(string text) => text.Split(' ').Select((word, index) => new Run(
        new RunProperties(index % 2 == 1 ? [new Bold()] : []),
        new Text(index == 0 ? word : " " + word) { Space = SpaceProcessingModeValues.Preserve }));
}
