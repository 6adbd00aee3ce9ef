using System.Text;

namespace SwipeReview.Documents.Editing;

/// <summary>How many pieces a document's source maps may still have, all its blocks together.</summary>
internal sealed class PieceBudget(int most)
{
    int taken;

    public void Take()
    {
        if (++taken > most)
            throw DocumentException.Broken($"The text is put together from more than {most:N0} pieces.");
    }
}

/// <summary>Collects a block's text and source map while a tokenizer walks forward over the bytes. Reused from block to block.</summary>
internal sealed class BlockBuilder(PieceBudget budget)
{
    /// <summary>Longest stretch that <see cref="Spelling.Utf8"/> may cover, in bytes: the price of finding a character in it.</summary>
    const int Utf8Stretch = 256;

    readonly StringBuilder text = new();
    readonly List<Segment> segments = [];
    readonly List<TextRange> fenced = [];

    /// <summary>With the usual limits, or others, for all that it builds.</summary>
    public BlockBuilder(DocumentLimits? limits = null)
        : this(new PieceBudget((limits ?? DocumentLimits.Default).Pieces))
    {
    }

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
            AddStretch(bytes[..stretch], start, owner);
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
        AddPiece(new(text.Length, chars.Length, start, length, Spelling.Atom, owner));
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

    void AddStretch(ReadOnlySpan<byte> bytes, int start, int owner)
    {
        Span<char> buffer = stackalloc char[bytes.Length];
        var chars = buffer[..Encoding.UTF8.GetChars(bytes, buffer)];
        AddSegment(start, bytes.Length, chars.Length, Spelling.Utf8, owner);
        text.Append(chars);
    }

    void AddSegment(int start, int bytes, int units, Spelling spelling, int owner)
    {
        // Neighbours become one segment where they can, so that an ASCII paragraph of any length costs one entry.
        if (segments.Count > 0 && segments[^1] is var last && last.ByteEnd == start && last.Owner == owner
            && Joined(last.Spelling, spelling, last.ByteLength + bytes) is { } joined)
        {
            segments[^1] = last with { TextLength = last.TextLength + units, ByteLength = last.ByteLength + bytes, Spelling = joined };
        }
        else
        {
            AddPiece(new(text.Length, units, start, bytes, spelling, owner));
        }
    }

    /// <summary>How two neighbours are written together; null when they have to stay apart.</summary>
    static Spelling? Joined(Spelling left, Spelling right, int bytes) => (left, right) switch
    {
        (Spelling.OneByte, Spelling.OneByte) or (Spelling.TwoBytes, Spelling.TwoBytes) => left,
        (Spelling.Utf8 or Spelling.OneByte, Spelling.Utf8 or Spelling.OneByte) when bytes <= Utf8Stretch => Spelling.Utf8,
        _ => null,
    };

    void AddPiece(Segment segment)
    {
        budget.Take();
        segments.Add(segment);
    }

    void AppendAscii(ReadOnlySpan<byte> bytes)
    {
        Span<char> buffer = stackalloc char[Math.Min(bytes.Length, 512)];
        while (bytes.Length > 0)
        {
            var count = Math.Min(bytes.Length, buffer.Length);
            Encoding.Latin1.GetChars(bytes[..count], buffer);
            text.Append(buffer[..count]);
            bytes = bytes[count..];
        }
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
