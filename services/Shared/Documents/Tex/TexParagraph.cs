using SwipeReview.Documents.Editing;
using SwipeReview.Documents.Text;

namespace SwipeReview.Documents.Tex;

/// <summary>The paragraph that is being read: white space is one space, and none at its ends.</summary>
/// <param name="start">Where it may begin, in characters.</param>
/// <param name="order">How many paragraphs began before it.</param>
internal sealed class TexParagraph(int start, int order, BlockKind kind, BlockBuilder builder)
{
    /// <summary>Characters of a paragraph's source. What is longer is data.</summary>
    public const int Longest = 64 * 1024;

    (int Start, int End) gap;
    bool isGapFixed;

    public int Start { get; } = start;

    /// <summary>For the next paragraph when this one has ended.</summary>
    public BlockBuilder Builder => builder;

    public int Order { get; } = order;

    public BlockKind Kind { get; } = kind;

    /// <summary>A second space isn't seen as long as the first one is there: that one has to stay.</summary>
    public void Space(int from, int to)
    {
        if (gap != default)
            isGapFixed = true;
        else if (builder.EndsWith(' '))
            builder.Protect(builder.Length - 1);
        else if (builder.Length > 0)
            gap = (from, to);
    }

    public void Plain(ReadOnlySpan<byte> bytes, int from, int to, ByteCursor cursor, TextCodec codec)
    {
        if (builder.Length > Longest)
            return;
        CloseGap(cursor);
        var place = cursor.MoveTo(from);
        codec.Read(bytes, place, cursor.MoveTo(to) - place, builder);
    }

    public void Atom(string text, int from, int to, ByteCursor cursor, bool isProtected)
    {
        if (builder.Length > Longest)
            return;
        CloseGap(cursor);
        var before = builder.Length;
        var place = cursor.MoveTo(from);
        builder.AddAtom(text, place, cursor.MoveTo(to) - place);
        if (isProtected)
            builder.Protect(before);
    }

    /// <summary>Null when there is no text in it.</summary>
    public TexBlock? Build(int end, ByteCursor cursor) =>
        builder.Build("", Kind) is { } block ? new(block, builder.Segments(), (cursor.Peek(Start), cursor.Peek(end))) : null;

    void CloseGap(ByteCursor cursor)
    {
        if (gap == default)
            return;
        var before = builder.Length;
        var place = cursor.MoveTo(gap.Start);
        builder.AddAtom(" ", place, cursor.MoveTo(gap.End) - place);
        if (isGapFixed)
            builder.Protect(before);
        (gap, isGapFixed) = (default, false);
    }
}
