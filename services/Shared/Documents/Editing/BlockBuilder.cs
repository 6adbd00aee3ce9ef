using System.Text;

namespace SwipeReview.Documents.Editing;

/// <summary>Collects a block's text and source map while a tokenizer walks forward over the bytes. Reused from block to block.</summary>
internal sealed class BlockBuilder
{
    /// <summary>Longest stretch that <see cref="Spelling.Utf8"/> may cover, in bytes: the price of finding a character in it.</summary>
    const int Utf8Stretch = 256;

    readonly StringBuilder text = new();
    readonly List<Segment> segments = [];
    readonly List<TextRange> fenced = [];

    public int Length => text.Length;

    /// <summary>The block; null when nothing but white space in it may be edited.</summary>
    public Block? Build(string id, BlockKind kind)
    {
        var whole = text.ToString();
        var at = 0;
        var hasProse = false;
        foreach (var fence in fenced)
        {
            hasProse |= !whole.AsSpan(at, fence.Start - at).IsWhiteSpace();
            at = fence.End;
        }

        return hasProse || !whole.AsSpan(at).IsWhiteSpace() ? new(id, kind, whole, Protected()) : null;
    }

    public bool EndsWith(char c) => text.Length > 0 && text[^1] == c;

    public void Clear()
    {
        text.Clear();
        segments.Clear();
        fenced.Clear();
    }

    public string Text() => text.ToString();

    public Segment[] Segments() => [.. segments];

    public TextRange[] Protected() => [.. fenced];

    /// <summary>Adds valid UTF-8 that means itself.</summary>
    public void AddUtf8(ReadOnlySpan<byte> part, int start, int length, int owner = Segment.NoOwner)
    {
        while (length > 0)
        {
            var bytes = part.Slice(start, length);
            var ascii = bytes.IndexOfAnyExceptInRange((byte)0, (byte)0x7F);
            if (ascii != 0)
            {
                var count = ascii < 0 ? length : ascii;
                AddSegment(start, count, count, Spelling.OneByte, owner);
                AppendAscii(bytes[..count]);
                start += count;
                length -= count;
                continue;
            }

            var stretch = Utf8Length(bytes);
            var before = text.Length;
            AppendUtf8(bytes[..stretch]);
            segments.Add(new(before, text.Length - before, start, stretch, Spelling.Utf8, owner));
            start += stretch;
            length -= stretch;
        }
    }

    /// <summary>Adds text that is written with the same number of bytes (1 or 2) for each code unit.</summary>
    public void AddFixed(ReadOnlySpan<char> chars, int start, int width, int owner = Segment.NoOwner)
    {
        AddSegment(start, chars.Length * width, chars.Length, width == 1 ? Spelling.OneByte : Spelling.TwoBytes, owner);
        text.Append(chars);
    }

    /// <summary>Adds text whose bytes can only be kept or replaced together.</summary>
    public void AddAtom(ReadOnlySpan<char> chars, int start, int length, int owner = Segment.NoOwner)
    {
        segments.Add(new(text.Length, chars.Length, start, length, Spelling.Atom, owner));
        text.Append(chars);
    }

    /// <summary>Forbids edits from <paramref name="start"/> (a text offset, not before earlier fences) to the text's present end.</summary>
    public void Protect(int start)
    {
        if (start == text.Length)
            return;
        if (fenced.Count > 0 && fenced[^1].End >= start)
            fenced[^1] = fenced[^1] with { End = text.Length };
        else
            fenced.Add(new(start, text.Length));
    }

    void AddSegment(int start, int bytes, int units, Spelling spelling, int owner)
    {
        // Neighbours of one kind become one segment, so that an ASCII paragraph of any length costs one entry.
        if (segments.Count > 0 && segments[^1] is var last && last.Spelling == spelling && last.ByteEnd == start && last.Owner == owner)
            segments[^1] = last with { TextLength = last.TextLength + units, ByteLength = last.ByteLength + bytes };
        else
            segments.Add(new(text.Length, units, start, bytes, spelling, owner));
    }

    void AppendAscii(ReadOnlySpan<byte> bytes)
    {
        Span<char> buffer = stackalloc char[512];
        while (bytes.Length > 0)
        {
            var count = Math.Min(bytes.Length, buffer.Length);
            Encoding.Latin1.GetChars(bytes[..count], buffer);
            text.Append(buffer[..count]);
            bytes = bytes[count..];
        }
    }

    void AppendUtf8(ReadOnlySpan<byte> bytes)
    {
        Span<char> buffer = stackalloc char[Utf8Stretch];
        text.Append(buffer[..Encoding.UTF8.GetChars(bytes, buffer)]);
    }

    /// <summary>How much of the text to put in one segment: not too much, up to the next long ASCII run, never half a character.</summary>
    static int Utf8Length(ReadOnlySpan<byte> bytes)
    {
        var length = Math.Min(bytes.Length, Utf8Stretch);
        while (length < bytes.Length && (bytes[length] & 0xC0) == 0x80)
            length--;
        return length;
    }
}
