using SwipeReview.Documents.Editing;
using SwipeReview.Documents.Xml;

namespace SwipeReview.Documents.Word;

/// <summary>Where a text element and its content lie.</summary>
internal readonly record struct TextElementBytes(int Start, int End, int ContentStart, int ContentEnd);

/// <summary>Collects one paragraph while the scanner walks through it.</summary>
internal sealed class ParagraphReader(int slot, int start, bool isStrict, PieceBudget budget)
{
    readonly BlockBuilder builder = new(budget);
    readonly List<WordElement> elements = [];
    readonly List<WordRun> runs = [];
    readonly List<(int Start, int End, bool IsCData)> pieces = [];
    int runStart = -1;
    int runTagEnd;
    int elementsBefore;
    int link;
    int elementsInRun;
    (int Start, int End) properties;

    /// <summary>Its place among the part's paragraphs, from 0.</summary>
    public int Slot { get; } = slot;

    public bool IsHeading { get; private set; }

    public bool IsListItem { get; private set; }

    /// <summary>Inside how many things that show themselves instead of their text: a picture, a branch for other programs.</summary>
    public int Suspended { get; set; }

    public bool InRun => runStart >= 0;

    /// <summary>The run holds something beside properties and text.</summary>
    public bool RunHoldsMore { get; set; }

    public bool RunIsHidden { get; set; }

    /// <summary>Enters the hyperlink that begins at that byte, or leaves it (0).</summary>
    public bool SetLink(int start)
    {
        link = start;
        return true;
    }

    public void SetProperty(WordTag tag, ReadOnlySpan<byte> value, WordStyles styles)
    {
        const byte BodyText = (byte)'9';
        IsHeading |= (tag == WordTag.ParagraphStyle && styles.IsHeading(value)) || (tag == WordTag.OutlineLevel && value is not [BodyText]);
        IsListItem |= tag == WordTag.Numbering;
    }

    public void OpenRun(int start, int tagEnd)
    {
        (runStart, runTagEnd, properties, elementsBefore, elementsInRun) = (start, tagEnd, default, elements.Count, 0);
        RunHoldsMore = RunIsHidden = false;
    }

    public void SetRunProperties(int start, int end) => properties = (start, end);

    public void CloseRun(int end)
    {
        if (elements.Count > elementsBefore)
            runs.Add(new(runStart, end, runTagEnd, properties, elementsInRun, RunHoldsMore));
        runStart = -1;
    }

    /// <summary>Character data of the text element that is open.</summary>
    public void AddPiece(int start, int end, bool isCData) => pieces.Add((start, end, isCData));

    public void AddText(ReadOnlySpan<byte> xml, TextElementBytes at, bool preserves, bool fenced, string part)
    {
        if (!preserves)
            TrimPieces(xml);
        var textStart = builder.Length;
        foreach (var (start, end, isCData) in pieces)
        {
            var before = builder.Length;
            XmlText.Read(xml, start, end, builder, elements.Count, part, isCData);
            fenced |= isCData;
            if (fenced)
                builder.Protect(before);
        }

        var visible = pieces.Count == 0 ? (at.ContentStart, at.ContentStart) : (pieces[0].Start, pieces[^1].End);
        elementsInRun += builder.Length > textStart ? 1 : 0;
        budget.Take();
        elements.Add(new(at.Start, at.End, visible.Item1, visible.Item2, at.ContentStart, at.ContentEnd,
            new(textStart, builder.Length), runs.Count, WordElementKind.Text, preserves, fenced, link));
        pieces.Clear();
    }

    /// <summary>An element that is one character.</summary>
    public void AddElement(char character, int start, int end, WordElementKind kind, bool fenced)
    {
        var at = builder.Length;
        builder.AddAtom([character], start, end - start, elements.Count);
        if (fenced)
            builder.Protect(at);
        elementsInRun++;
        elements.Add(new(start, end, start, end, start, end, new(at, at + 1), InRun ? runs.Count : -1, kind, false, fenced, link));
    }

    /// <summary>The paragraph as a block; null when there is nothing in it to read.</summary>
    public WordBlock? Finish(string id, BlockKind kind, int part)
    {
        var text = builder.Text();
        return text.AsSpan().IndexOfAnyExcept(" \t\n\u00A0\uFFFC") < 0
            ? null
            : new(new(id, kind, text, builder.Protected()), part, start, isStrict, builder.Segments(), [.. elements], [.. runs]);
    }

    /// <summary>Drops white space at both ends, which without <c>xml:space</c> is only the file's layout.</summary>
    void TrimPieces(ReadOnlySpan<byte> xml)
    {
        var first = 0;
        while (first < pieces.Count && IsBlank(xml, pieces[first]))
            first++;
        pieces.RemoveRange(0, first);
        while (pieces.Count > 0 && IsBlank(xml, pieces[^1]))
            pieces.RemoveAt(pieces.Count - 1);
        if (pieces.Count == 0)
            return;
        if (pieces[0] is (var start, var end, false))
            pieces[0] = (end - xml[start..end].TrimStart(" \t\r\n"u8).Length, end, false);
        if (pieces[^1] is (var lastStart, var lastEnd, false))
            pieces[^1] = (lastStart, lastStart + xml[lastStart..lastEnd].TrimEnd(" \t\r\n"u8).Length, false);
    }

    static bool IsBlank(ReadOnlySpan<byte> xml, (int Start, int End, bool IsCData) piece) =>
        !piece.IsCData && !xml[piece.Start..piece.End].ContainsAnyExcept(" \t\r\n"u8);
}
