using System.Text;
using SwipeReview.Documents.Tests.Support;

namespace SwipeReview.Documents.Tests.Text;

public sealed class PlainTextTests
{
    static readonly Encoding Windows1252 = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    static Opened Open(string text) => Open(Encoding.UTF8.GetBytes(text));

    static Opened Open(byte[] bytes) => new(bytes, FileTypes.PlainText);

    [Fact]
    public void Blank_lines_part_paragraphs_and_line_breaks_are_characters()
    {
        using var document = Open("one\r\ntwo\r\n \t\r\nthree\rfour\n\n\nfive");
        Assert.Equal(["one\ntwo", "three\nfour", "five"], document.Texts);
        Assert.Equal(["p1", "p2", "p3"], document.Blocks.Select(b => b.Id));
    }

    [Fact]
    public void An_edit_changes_its_span_and_no_other_byte()
    {
        using var document = Open("\uFEFFI has  a\r\n\tcar.\nYou has a car.\r\n\r\nEnd\r");
        Assert.Equal("\uFEFFI have  a\r\n\tcar.\nYou has a car.\r\n\r\nEnd\r", Encoding.UTF8.GetString(document.Write(document.Edit("has", "have"))));
    }

    [Fact]
    public void A_new_line_break_is_written_as_the_file_writes_most_of_them()
    {
        using var document = Open("one\r\ntwo\r\n\r\nthree\nfour");
        Assert.Equal("one\r\ntwo\r\n\r\nth\r\nree\nfour", Encoding.UTF8.GetString(document.Write(document.Edit("ree", "\nree"))));
    }

    [Fact]
    public void A_kept_line_break_stays_as_it_is_written()
    {
        using var document = Open("a\nb\r\nc\r\nd");
        Assert.Equal("A\nb\r\nC\r\nd", Encoding.UTF8.GetString(document.Write(document.Edit("a\n", "A\n"), document.Edit("\nc", "\nC"))));
    }

    public static TheoryData<string> Encodings => ["utf-8", "utf-8-bom", "utf-16", "utf-16be", "utf-16-nobom", "utf-16be-nobom", "windows-1252"];

    static Encoding EncodingOf(string name) => name switch
    {
        "utf-8" => new UTF8Encoding(false),
        "utf-8-bom" => new UTF8Encoding(true),
        "utf-16" => new UnicodeEncoding(false, true),
        "utf-16be" => new UnicodeEncoding(true, true),
        "utf-16-nobom" => new UnicodeEncoding(false, false),
        "utf-16be-nobom" => new UnicodeEncoding(true, false),
        _ => Windows1252,
    };

    [Theory]
    [MemberData(nameof(Encodings))]
    public void Every_encoding_is_read_and_written_as_itself(string name)
    {
        var encoding = EncodingOf(name);
        byte[] Bytes(string text) => [.. encoding.Preamble, .. encoding.GetBytes(text)];
        using var document = Open(Bytes("Das Mädchen hatt einen Apfel – für 2 €.\r\nEnde"));
        Assert.Equal(Bytes("Das Mädchen hatte äpfel – für 2 €.\r\nEnde"), document.Write(document.Edit("hatt einen Apfel", "hatte äpfel")));
    }

    [Fact]
    public void Windows_1252_refuses_what_it_cannot_hold()
    {
        using var document = Open(Windows1252.GetBytes("caf\u00E9 au lait"));
        Assert.Equal(EditRefusalReason.NotWritable, document.Document.Check(document.Edit("lait", "→"))!.Reason);
        Assert.Equal(EditRefusalReason.NotWritable, document.Document.Check(document.Edit("lait", "🙂"))!.Reason);
        Assert.Null(document.Document.Check(document.Edit("lait", "“lait” €")));
    }

    [Theory]
    [InlineData(new byte[] { 0x00, 0x01, 0x02, 0x03 })]
    [InlineData(new byte[] { 0x61, 0x81, 0x62 })]
    [InlineData(new byte[] { 0xEF, 0xBB, 0xBF, 0x80 })]
    [InlineData(new byte[] { 0xFF, 0xFE, 0x41 })]
    [InlineData(new byte[] { 0xFF, 0xFE, 0x00, 0x00, 0x41, 0x00, 0x00, 0x00 })]
    [InlineData(new byte[] { 0x61, 0x00, 0x62 })]
    public void Bytes_in_no_known_encoding_are_refused(byte[] bytes)
    {
        var error = Assert.Throws<DocumentException>(() => Open(bytes));
        Assert.Equal(DocumentException.Unsupported, error.Code);
    }

    [Fact]
    public void An_empty_file_is_refused()
    {
        var error = Assert.Throws<DocumentException>(() => Open([]));
        Assert.Equal((DocumentException.Invalid, "The file is empty."), (error.Code, error.Message));
    }

    [Fact]
    public void A_span_that_cuts_a_character_is_refused()
    {
        using var document = Open("a🙂b");
        Assert.Equal(EditRefusalReason.CutsCharacter, document.Document.Check(new("p1", 0, 2, "a\uD83D", "x"))!.Reason);
        Assert.Equal(EditRefusalReason.NotWritable, document.Document.Check(new("p1", 0, 1, "a", "\uD83D"))!.Reason);
        Assert.Equal(EditRefusalReason.OriginalDiffers, document.Document.Check(new("p1", 0, 1, "b", "x"))!.Reason);
        Assert.Equal(EditRefusalReason.OutOfRange, document.Document.Check(new("p1", 3, 5, "b", "x"))!.Reason);
        Assert.Equal(EditRefusalReason.UnknownBlock, document.Document.Check(new("p2", 0, 1, "b", "x"))!.Reason);
    }

    [Fact]
    public void One_emoji_becomes_another_that_shares_half_of_it()
    {
        using var document = Open("a🙂b");
        Assert.Equal("a🙃b", Encoding.UTF8.GetString(document.Write(document.Edit("🙂", "🙃"))));
    }

    [Fact]
    public void Insertions_at_one_place_keep_their_order()
    {
        using var document = Open("ac");
        Assert.Equal("a123Xc", Encoding.UTF8.GetString(document.Write(
            document.Insert("a", "1"), document.Edit("c", "Xc"), document.Insert("a", "2"), document.Insert("a", "3"))));
    }

    [Fact]
    public void Overlapping_edits_are_refused_before_the_first_byte()
    {
        using var document = Open("abcdef");
        using var output = new MemoryStream();
        Assert.Throws<DocumentException>(() => document.Document.Write([document.Edit("abc", "1"), document.Edit("cd", "2")], output));
        Assert.Equal(0, output.Length);
    }

    [Fact]
    public void The_laws_hold_for_random_texts_in_every_encoding()
    {
        string[] words = ["word", "naïve", " ", "  ", "\t", "\n", "\r\n", "\r", "\n\n", "Größe", "e\u0301", "-", "€"];
        string[] wide = [.. words, "🙂", "中文", "שלום", "\u2028", "\U0001D11E"];
        string[] narrow = ["", "x", "two words", "ü", "€uro", "a\nb"];
        for (var seed = 0; seed < 600; seed++)
        {
            var random = new Random(seed);
            var name = (string)((Xunit.ITheoryDataRow)Encodings.ElementAt(seed % 7)).GetData()[0]!;
            var encoding = EncodingOf(name);
            var from = name == "windows-1252" ? words.Where(w => w != "e\u0301").ToArray() : wide;
            var text = "plain ascii to begin with " + string.Concat(Enumerable.Range(0, random.Next(200)).Select(_ => from[random.Next(from.Length)]));
            byte[] bytes = [.. encoding.Preamble, .. encoding.GetBytes(text)];
            if (name.StartsWith("utf-16", StringComparison.Ordinal) && name.EndsWith("nobom", StringComparison.Ordinal) && text.Count(c => c < 0x80) * 2 <= text.Length)
                continue;
            Laws.Hold(bytes, FileTypes.PlainText, seed, name == "windows-1252" ? narrow : Laws.Replacements, Paragraphs);
        }
    }

    /// <summary>An edit may write a blank line or take one away: what counts is the text between blank lines.</summary>
    static List<string> Paragraphs(IEnumerable<string> texts)
    {
        var paragraphs = new List<string>();
        var apart = true;
        foreach (var line in texts.SelectMany(t => (string[])[.. t.Split('\n'), ""]))
        {
            var blank = line.Trim(' ', '\t').Length == 0;
            if (!blank && apart)
                paragraphs.Add(line);
            else if (!blank)
                paragraphs[^1] += "\n" + line;
            apart = blank;
        }

        return paragraphs;
    }
}
