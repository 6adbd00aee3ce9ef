namespace SwipeReview.Documents.Text;

/// <summary>A line's bytes: its text is [Start, End), its line break [End, Next).</summary>
internal readonly record struct Line(int Start, int End, int Next);

/// <summary>Walks over the lines of a text after its byte-order mark. <c>\n</c>, <c>\r\n</c> and <c>\r</c> all end a line.</summary>
internal ref struct LineReader(ReadOnlySpan<byte> bytes, TextCodec codec)
{
    readonly ReadOnlySpan<byte> bytes = bytes;
    int next = codec.MarkLength;

    public Line Current { get; private set; }

    public readonly LineReader GetEnumerator() => this;

    public bool MoveNext()
    {
        if (next >= bytes.Length)
            return false;
        var end = FindBreak(next);
        var length = end >= bytes.Length ? 0
            : codec.UnitAt(bytes, end) == '\r' && end + codec.Unit < bytes.Length && codec.UnitAt(bytes, end + codec.Unit) == '\n' ? 2 * codec.Unit
            : codec.Unit;
        Current = new(next, end, end + length);
        next = Current.Next;
        return true;
    }

    readonly int FindBreak(int from)
    {
        // A byte that looks like a break may be half of another UTF-16 unit: look at the whole unit.
        for (var at = from; ;)
        {
            var found = bytes[at..].IndexOfAny((byte)'\n', (byte)'\r');
            if (found < 0)
                return bytes.Length;
            at += found;
            at -= (at - from) % codec.Unit;
            if (codec.UnitAt(bytes, at) is '\n' or '\r')
                return at;
            at += codec.Unit;
        }
    }
}

/// <summary>Which line break a file uses: the one it uses most.</summary>
internal struct LineBreakCount
{
    int lineFeeds;
    int pairs;
    int returns;

    public static string In(ReadOnlySpan<byte> bytes, TextCodec codec)
    {
        var count = new LineBreakCount();
        foreach (var line in new LineReader(bytes, codec))
            count.Add(bytes[line.End..line.Next], codec);
        return count.MostCommon();
    }

    public void Add(ReadOnlySpan<byte> lineBreak, TextCodec codec)
    {
        if (lineBreak.Length == 2 * codec.Unit)
            pairs++;
        else if (lineBreak.Length > 0 && codec.UnitAt(lineBreak, 0) == '\r')
            returns++;
        else if (lineBreak.Length > 0)
            lineFeeds++;
    }

    public readonly string MostCommon() =>
        pairs > lineFeeds && pairs >= returns ? "\r\n" : returns > lineFeeds ? "\r" : "\n";
}
