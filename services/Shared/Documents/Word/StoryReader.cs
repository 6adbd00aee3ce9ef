using System.Text;
using SwipeReview.Documents.Xml;

namespace SwipeReview.Documents.Word;

/// <summary>
/// Walks over a part's XML once and collects its paragraphs as their reader sees them: other authors' insertions in, their
/// deletions out, text boxes as paragraphs of their own.
/// </summary>
internal ref struct StoryReader
{
    readonly ReadOnlySpan<byte> bytes;
    readonly StorySource source;
    readonly Story story = new();
    readonly List<Scope> scopes = [];
    readonly Stack<StoryFrame> frames = new();
    readonly Stack<Alternatives> alternatives = new();
    XmlScanner xml;
    StoryFrame frame;
    string note = "";
    int skipDepth;
    bool rootPreserves;

    StoryReader(ReadOnlySpan<byte> bytes, StorySource source)
    {
        this.bytes = bytes;
        this.source = source;
        xml = new(bytes, source.PartName, source.Limits);
        frame = new(source.Kind, isFenced: false);
    }

    public static Story Read(ReadOnlySpan<byte> bytes, StorySource source)
    {
        var reader = new StoryReader(bytes, source);
        reader.Run();
        return reader.story;
    }

    /// <summary>The paragraph that text belongs to here; null outside paragraphs and inside what stands for itself.</summary>
    readonly ParagraphReader? Paragraph => frame.Paragraph is { Suspended: 0 } paragraph ? paragraph : null;

    /// <summary>The paragraph, when characters of its present run count.</summary>
    readonly ParagraphReader? Readable =>
        Paragraph is { InRun: true, RunIsHidden: false } paragraph && !frame.Fields.InCode ? paragraph : null;

    void Run()
    {
        for (var token = xml.Next(); token != XmlToken.None; token = xml.Next())
        {
            if (skipDepth > 0 && !(token == XmlToken.End && xml.Depth == skipDepth - 1))
                continue;
            switch (token)
            {
                case XmlToken.Start:
                    Open();
                    break;
                case XmlToken.End:
                    skipDepth = 0;
                    Close();
                    break;
                default:
                    Characters(isCData: token == XmlToken.CData);
                    break;
            }
        }
    }

    void Open()
    {
        if (scopes.Count == 0)
            rootPreserves = xml.Attributes.Find("xml:space"u8).SequenceEqual("preserve"u8);
        var tag = WordTags.Of(xml);
        var parent = scopes.Count > 0 ? scopes[^1].Tag : WordTag.Other;
        var undo = tag switch
        {
            WordTag.Skipped or WordTag.Equation => Skip(),
            WordTag.Paragraph => OpenParagraph(),
            WordTag.Run => OpenRun(),
            WordTag.Object => parent == WordTag.Run && Suspend(),
            WordTag.AlternateContent => OpenAlternatives(),
            WordTag.Choice or WordTag.Fallback => parent == WordTag.AlternateContent && OpenBranch(),
            WordTag.TextBox => OpenTextBox(),
            WordTag.Note => OpenNote(),
            WordTag.Cell => frame.Cells++ >= 0,
            WordTag.Hyperlink => Paragraph?.SetLink(xml.Start) ?? false,
            WordTag.FieldCharacter => MoveField(),
            WordTag.SimpleField => Fence(!FieldStack.IsHyperlink(Encoding.UTF8.GetString(xml.Attributes.FindLocal("instr"u8)))),
            WordTag.ContentControl => frame.OpenControl(),
            WordTag.ContentControlContent => Fence(frame.Controls.TryPeek(out var fenced) && fenced),
            _ => SetProperty(tag, parent),
        };

        // New markup in a run needs the run's prefix: where only the run or its text declares it there is no room for any.
        var isFenced = xml.BringsPrefix && Fence(tag is WordTag.Run or WordTag.Text);
        scopes.Add(new(tag, xml.Start, xml.End, undo, isFenced));
    }

    void Close()
    {
        var scope = scopes[^1];
        scopes.RemoveAt(scopes.Count - 1);
        var parent = scopes.Count > 0 ? scopes[^1].Tag : WordTag.Other;
        switch (scope.Tag)
        {
            case WordTag.Paragraph:
                CloseParagraph();
                break;
            case WordTag.Run when scope.Undo:
                frame.Paragraph!.CloseRun(xml.End);
                break;
            case WordTag.RunProperties when parent == WordTag.Run:
                Paragraph?.SetRunProperties(scope.Start, xml.End);
                break;
            case WordTag.Choice or WordTag.Fallback when parent == WordTag.AlternateContent:
                CloseBranch(scope.Undo);
                break;
            case WordTag.TextBox:
                frame = frames.Pop();
                break;
            case WordTag.Cell:
                frame.Cells--;
                break;
            case WordTag.Hyperlink when scope.Undo:
                Paragraph!.SetLink(0);
                break;
            case WordTag.ContentControl:
                frame.Controls.Pop();
                break;
            case WordTag.SimpleField or WordTag.ContentControlContent when scope.Undo:
                frame.Fences--;
                break;
            case WordTag.Equation:
                Paragraph?.AddElement('\uFFFC', scope.Start, xml.End, WordElementKind.Object, fenced: true);
                break;
            case WordTag.AlternateContent:
                alternatives.Pop();
                CloseElement(scope, parent);
                break;
            default:
                CloseElement(scope, parent);
                break;
        }

        frame.Fences -= scope.IsFenced ? 1 : 0;
    }

    /// <summary>The end of an element that may be characters of a run.</summary>
    void CloseElement(Scope scope, WordTag parent)
    {
        if (scope.Undo)
            frame.Paragraph!.Suspended--;
        if (parent != WordTag.Run || Paragraph is not { InRun: true } paragraph)
            return;
        if (Readable is null)
            paragraph.RunHoldsMore = true;
        else if (scope.Tag == WordTag.Text)
            CloseText(scope);
        else if (scope.Tag == WordTag.Glyph)
            WordGlyphs.Read(bytes, scope.Start, scope.TagEnd, xml.End, paragraph, frame.IsFenced);
        else if (scope.Tag is WordTag.Object or WordTag.AlternateContent or WordTag.FootnoteReference or WordTag.EndnoteReference)
            paragraph.AddElement('\uFFFC', scope.Start, xml.End, WordElementKind.Object, fenced: true);
        else
            paragraph.RunHoldsMore = true;
    }

    void CloseText(Scope scope)
    {
        var isEmptyElement = xml.Start == xml.End;
        var contentEnd = isEmptyElement ? scope.TagEnd : xml.Start;
        var space = XmlAttributes.Of(bytes[scope.Start..scope.TagEnd]).Find("xml:space"u8);
        var preserves = space.IsEmpty ? rootPreserves : space.SequenceEqual("preserve"u8);
        Paragraph!.AddText(bytes, new(scope.Start, xml.End, scope.TagEnd, contentEnd), preserves, frame.IsFenced, source.PartName);
    }

    readonly void Characters(bool isCData)
    {
        if (scopes[^1].Tag == WordTag.Text && Readable is { } paragraph)
            paragraph.AddPiece(isCData ? xml.Start + "<![CDATA[".Length : xml.Start, isCData ? xml.End - "]]>".Length : xml.End, isCData);
        else if (scopes[^1].Tag == WordTag.FieldCode && Paragraph is not null)
            frame.Fields.AddCode(Encoding.UTF8.GetString(bytes[xml.Start..Math.Min(xml.End, xml.Start + 64)]));
    }

    bool Skip()
    {
        skipDepth = xml.Depth;
        return false;
    }

    readonly bool OpenParagraph()
    {
        if (frame.Paragraph is not null)
            throw xml.Broken("has a paragraph inside a paragraph");
        if (story.Slots.Count == source.Limits.Blocks)
            throw xml.Broken($"has more than {source.Limits.Blocks:N0} paragraphs");
        frame.Paragraph = new(story.Slots.Count, xml.Start, xml.Namespace == XmlNamespace.StrictWord, source.Budget);
        story.Slots.Add(null);
        story.NoteOfSlot.Add(note);
        return false;
    }

    readonly void CloseParagraph()
    {
        var paragraph = frame.Paragraph!;
        story.Slots[paragraph.Slot] = paragraph.Finish($"{source.IdPrefix}p{paragraph.Slot + 1}", frame.KindOf(paragraph), source.Part);
        frame.Paragraph = null;
    }

    readonly bool OpenRun()
    {
        if (Paragraph is not { } paragraph)
            return false;
        if (paragraph.InRun)
            throw xml.Broken("has a run inside a run");
        paragraph.OpenRun(xml.Start, xml.End);
        return true;
    }

    /// <summary>What stands for itself in a run hides the text inside it: a picture's text box is paragraphs of its own.</summary>
    readonly bool Suspend()
    {
        if (Paragraph is not { InRun: true } paragraph)
            return false;
        paragraph.Suspended++;
        return true;
    }

    readonly bool OpenAlternatives()
    {
        alternatives.Push(new());
        return Suspend();
    }

    readonly bool OpenBranch()
    {
        if (alternatives.Peek().Open(story) || frame.Paragraph is not { } paragraph)
            return false;
        paragraph.Suspended++;
        return true;
    }

    readonly void CloseBranch(bool resume)
    {
        alternatives.Peek().Close(story);
        if (resume)
            frame.Paragraph!.Suspended--;
    }

    bool OpenTextBox()
    {
        frames.Push(frame);
        frame = new(BlockKind.TextBox, frame.IsFenced);
        return false;
    }

    bool OpenNote()
    {
        note = Encoding.UTF8.GetString(xml.Attributes.FindLocal("id"u8));
        frame.Fields = new();
        return false;
    }

    readonly bool Fence(bool isFenced)
    {
        frame.Fences += isFenced ? 1 : 0;
        return isFenced;
    }

    readonly bool MoveField()
    {
        if (Paragraph is not null)
            frame.Fields.Move(xml.Attributes.FindLocal("fldCharType"u8));
        return false;
    }

    readonly bool SetProperty(WordTag tag, WordTag parent)
    {
        if (tag is WordTag.FootnoteReference or WordTag.EndnoteReference && Paragraph is { } marked)
            story.Marks.Add(new(marked.Slot, tag, Encoding.UTF8.GetString(xml.Attributes.FindLocal("id"u8))));
        else if (parent == WordTag.ParagraphProperties)
            frame.Paragraph?.SetProperty(tag, xml.Attributes.FindLocal("val"u8), source.Styles);
        else if (parent == WordTag.ContentControlProperties)
            frame.SetControlProperty(tag, xml.Attributes.FindLocal("val"u8));
        else if (tag == WordTag.Vanish && parent == WordTag.RunProperties && scopes.Count > 1 && scopes[^2].Tag == WordTag.Run && Paragraph is { } paragraph)
            paragraph.RunIsHidden = !WordStyles.IsOff(xml.Attributes.FindLocal("val"u8));
        return false;
    }

    /// <param name="Undo">Whether opening the element changed something that its end takes back.</param>
    /// <param name="IsFenced">Whether its text is fenced for its own sake.</param>
    readonly record struct Scope(WordTag Tag, int Start, int TagEnd, bool Undo, bool IsFenced);
}
