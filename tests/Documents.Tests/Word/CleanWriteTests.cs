using SwipeReview.Documents.Tests.Support;
using static SwipeReview.Documents.Tests.Support.Docx;

namespace SwipeReview.Documents.Tests.Word;

public sealed class CleanWriteTests
{
    static string Edited(string body, string original, string replacement)
    {
        using var document = new Opened(Of(body), FileTypes.Docx);
        return Body(document.Write(document.Edit(original, replacement)));
    }

    static string Inserted(string body, string after, string text)
    {
        using var document = new Opened(Of(body), FileTypes.Docx);
        return Body(document.Write(document.Insert(after, text)));
    }

    [Fact]
    public void An_edit_inside_a_run_changes_its_characters_only() =>
        Assert.Equal(P(R("I have a car &amp; a dog", "<w:b/>")), Edited(P(R("I has a car &amp; a dog", "<w:b/>")), "has", "have"));

    [Fact]
    public void New_text_is_escaped() =>
        Assert.Equal(P(R("a &lt;b&gt; &amp; c")), Edited(P(R("a x c")), "x", "<b> &"));

    [Fact]
    public void A_span_over_runs_takes_the_look_of_the_first_touched_character_and_emptied_runs_go() =>
        Assert.Equal(
            P(R("one ") + R("drei", "<w:b/>") + R(" four")),
            Edited(P(R("one ") + R("two", "<w:b/>") + R(" ", "<w:i/>") + R("three four")), "two three", "drei"));

    [Fact]
    public void A_run_that_holds_more_than_the_deleted_text_stays() =>
        Assert.Equal(
            P(R("a") + "<w:r><w:commentReference w:id=\"0\"/></w:r>"),
            Edited(P(R("a") + "<w:r><w:t>b</w:t><w:commentReference w:id=\"0\"/></w:r>"), "b", ""));

    [Fact]
    public void Two_edits_that_empty_a_run_together_take_it_away()
    {
        using var document = new Opened(Of(P(R("keep ") + R("ab", "<w:b/>"))), FileTypes.Docx);
        Assert.Equal(P(R("keep ")), Body(document.Write(document.Edit("a", "") with { Start = 5, End = 6 }, document.Edit("b", ""))));
    }

    [Fact]
    public void White_space_at_an_end_is_kept_by_an_attribute_only_where_it_is_needed()
    {
        const string Plain = "<w:p><w:r><w:t>one two</w:t></w:r></w:p>";
        Assert.Equal("<w:p><w:r><w:t xml:space=\"preserve\">one </w:t></w:r></w:p>", Edited(Plain, "two", ""));
        Assert.Equal("<w:p><w:r><w:t>two</w:t></w:r></w:p>", Edited(Plain, "one ", ""));
        Assert.Equal("<w:p><w:r><w:t xml:space=\"preserve\">one two.</w:t><w:br/><w:t xml:space=\"preserve\">End</w:t></w:r></w:p>", Inserted(Plain, "two", ".\nEnd"));
        Assert.Equal("<w:p><w:r><w:t xml:space=\"preserve\">one </w:t></w:r></w:p>", Edited("<w:p><w:r><w:t xml:space=\"default\">\n one two\n </w:t></w:r></w:p>", "two", ""));
    }

    [Fact]
    public void Tabs_and_breaks_can_be_replaced_and_written() =>
        Assert.Equal(
            "<w:p><w:r><w:t>a</w:t><w:t xml:space=\"preserve\">, </w:t><w:t>b</w:t></w:r></w:p>",
            Edited("<w:p><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t></w:r></w:p>", "\t", ", "));

    [Fact]
    public void An_insertion_continues_the_text_before_it() =>
        Assert.Equal(P(R("ab!", "<w:b/>") + R("cd")), Inserted(P(R("ab", "<w:b/>") + R("cd")), "ab", "!"));

    [Fact]
    public void An_insertion_after_a_link_is_not_part_of_it()
    {
        static string Link(string text) => $"<w:hyperlink r:id=\"x\">{R(text, "<w:u/>")}</w:hyperlink>";
        Assert.Equal(P(Link("here") + R(", now")), Inserted(P(Link("here") + R(" now")), "here", ","));
        Assert.Equal(P(Link("right here") + R(" now")), Inserted(P(Link("here") + R(" now")), "", "right "));
    }

    [Fact]
    public void A_replacement_that_keeps_its_end_stays_in_the_run_of_its_end() =>
        Assert.Equal(P(R("see ") + R("xlink", "<w:u/>")), Edited(P(R("see ") + R("link", "<w:u/>")), "link", "xlink"));

    [Fact]
    public void A_rewritten_sentence_keeps_the_look_of_the_words_that_stay() =>
        Assert.Equal(
            P(R("The ") + R("quick", "<w:b/>") + R(" fox jumps") + R(" higher", "<w:i/>")),
            Edited(P(R("Teh ") + R("quick", "<w:b/>") + R(" fox jumpd") + R(" higher", "<w:i/>")), "Teh quick fox jumpd higher", "The quick fox jumps higher"));

    [Fact]
    public void Text_after_a_note_mark_does_not_take_on_its_look()
    {
        var mark = "<w:r><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr><w:footnoteReference w:id=\"1\"/></w:r>";
        using var document = new Opened(Of(P(R("word", "<w:i/>") + mark)), FileTypes.Docx);
        var edit = new TextEdit("p1", 5, 5, "", " more");
        Assert.Equal(P(R("word", "<w:i/>") + mark + R(" more", "<w:i/>")), Body(document.Write(edit)));
    }

    [Fact]
    public void Text_beside_an_object_in_a_paragraph_without_text_has_no_look_to_take_on()
    {
        const string Mark = "<w:r><w:softHyphen/><w:softHyphen/></w:r><w:r><w:footnoteReference w:id=\"1\"/></w:r>";
        using var document = new Opened(Of(P(Mark)), FileTypes.Docx);
        Assert.Equal(P(Mark + R("more")), Body(document.Write(new TextEdit("p1", 3, 3, "", "more"))));
    }

    [Fact]
    public void Other_peoples_revisions_stay_theirs()
    {
        var theirs = "<w:del w:id=\"1\" w:author=\"A\"><w:r><w:delText>old</w:delText></w:r></w:del>";
        Assert.Equal(
            P(R("X") + theirs + "<w:ins w:id=\"2\" w:author=\"A\">" + R("w") + "</w:ins>"),
            Edited(P(R("one ") + theirs + "<w:ins w:id=\"2\" w:author=\"A\">" + R("new") + "</w:ins>"), "one ne", "X"));
    }

    [Fact]
    public void Both_branches_of_a_text_box_are_edited_alike()
    {
        static string Box(string text) => $"<w:txbxContent>{P(R(text))}</w:txbxContent>";
        static string Both(string text) => P("<w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing><wps:txbx>" + Box(text)
            + "</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>" + Box(text) + "</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>" + R("outside"));
        using var document = new Opened(Of(Both("in teh box")), FileTypes.Docx);
        Assert.Equal(["\uFFFCoutside", "in teh box"], document.Texts);
        Assert.Equal(Both("in the box"), Body(document.Write(document.Edit("teh", "the"))));
    }

    [Fact]
    public void A_control_character_cannot_be_written()
    {
        using var document = new Opened(Of(P(R("abc"))), FileTypes.Docx);
        Assert.Equal(EditRefusalReason.NotWritable, document.Document.Check(document.Edit("b", "\u0001"))!.Reason);
        Assert.Equal(EditRefusalReason.NotWritable, document.Document.Check(document.Edit("b", "\uFFFC"))!.Reason);
    }

    [Fact]
    public void Parts_without_edits_keep_every_byte_and_the_archive_its_order()
    {
        var original = Of(P(R("body text")), ("header1", P(R("head text"))));
        using var document = new Opened(original, FileTypes.Docx);
        var edited = document.Write(document.Edit("head", "top"));
        var before = Packages.Parts(original);
        var after = Packages.Parts(edited);
        Assert.Equal(before.Keys, after.Keys);
        Assert.Equal(["word/header1.xml"], before.Keys.Where(k => !before[k].AsSpan().SequenceEqual(after[k])));
        Assert.Equal(Part("hdr", P(R("top text"))), Read(edited, "word/header1.xml"));
    }
}
