using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using SwipeReview.Documents.Tests.Support;

namespace SwipeReview.Documents.Tests.Word;

/// <summary>What is written is as valid as what was read, by the standard's schema.</summary>
public sealed class SchemaTests
{
    [Theory]
    [MemberData(nameof(Corpus.Word), MemberType = typeof(Corpus))]
    public void Edits_and_redlines_add_no_schema_errors_to_files_of_word_processors(string name) => AddNoErrors(Corpus.Read(name), 1);

    [Fact]
    public void Edits_and_redlines_add_no_schema_errors_to_random_documents()
    {
        for (var seed = 0; seed < 40; seed++)
            AddNoErrors(new RandomDocx(new Random(seed)).Next(), seed);
    }

    static void AddNoErrors(byte[] bytes, int seed)
    {
        using var document = new Opened(bytes, FileTypes.Docx);
        if (document.Blocks.Count == 0)
            return;
        var edits = RandomEdits.For(document.Document, new Random(seed), 12, [.. Laws.Replacements, "tab\there"]);
        using var redline = new MemoryStream();
        document.Document.WriteRedline([.. edits.Select(e => new TrackedEdit(e, "Ann", DateTimeOffset.UnixEpoch))], redline);
        var before = Errors(bytes);
        Assert.Empty(Errors(document.Write(edits)).Except(before));
        Assert.Empty(Errors(redline.ToArray()).Except(before));
    }

    static List<string> Errors(byte[] bytes)
    {
        using var package = WordprocessingDocument.Open(new MemoryStream(bytes), isEditable: false);
        return [.. new OpenXmlValidator().Validate(package).Select(e => $"{e.Id} {e.Description}").Distinct()];
    }
}
