using System.Buffers.Binary;
using System.Text;

namespace SwipeReview.Pdf;

/// <summary>A TrueType font file: which glyph a character has, how wide it is, and a copy with few glyphs, to be embedded.</summary>
internal sealed class TrueTypeFont
{
    // What a PDF viewer needs to draw glyphs by their number.
    private static readonly string[] Embedded = ["cvt ", "fpgm", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "prep"];

    private readonly byte[] file;
    private readonly Dictionary<string, (int Start, int Length)> tables = new(StringComparer.Ordinal);
    private readonly Dictionary<int, int> glyphs = [];
    private readonly int glyphCount;
    private readonly int metricCount;
    private readonly bool hasWideOffsets;

    private TrueTypeFont(byte[] file)
    {
        this.file = file;
        for (var i = 0; i < U16(4); i++)
        {
            var record = 12 + (16 * i);
            tables.Add(Encoding.ASCII.GetString(file, record, 4), (I32(record + 8), I32(record + 12)));
        }

        var (head, hhea) = (tables["head"].Start, tables["hhea"].Start);
        UnitsPerEm = U16(head + 18);
        Box = (I16(head + 36), I16(head + 38), I16(head + 40), I16(head + 42));
        hasWideOffsets = U16(head + 50) == 1;
        (Ascent, Descent) = (I16(hhea + 4), I16(hhea + 6));
        metricCount = U16(hhea + 34);
        glyphCount = U16(tables["maxp"].Start + 4);
        ReadCharacters();
    }

    public int UnitsPerEm { get; }

    public (int Left, int Bottom, int Right, int Top) Box { get; }

    public int Ascent { get; }

    public int Descent { get; }

    /// <exception cref="InvalidDataException">It is no TrueType font that we can read.</exception>
    public static TrueTypeFont Read(byte[] file)
    {
        try
        {
            return new(file);
        }
        catch (Exception broken) when (broken is ArgumentOutOfRangeException or KeyNotFoundException or IndexOutOfRangeException)
        {
            throw new InvalidDataException("The font is no TrueType font.", broken);
        }
    }

    /// <summary>0 for a character that the font can't draw.</summary>
    public int GlyphOf(Rune character) => glyphs.GetValueOrDefault(character.Value);

    /// <summary>In thousandths of the type size.</summary>
    public int WidthOf(int glyph) => U16(tables["hmtx"].Start + (4 * Math.Min(glyph, metricCount - 1))) * 1000 / UnitsPerEm;

    /// <summary>The font with these glyphs alone, under their own numbers.</summary>
    public byte[] Subset(IEnumerable<int> wanted)
    {
        var kept = new HashSet<int> { 0 };
        foreach (var glyph in wanted)
        {
            Keep(glyph, kept);
        }

        var outlines = new MemoryStream();
        var offsets = new byte[4 * (glyphCount + 1)];
        for (var glyph = 0; glyph < glyphCount; glyph++)
        {
            BinaryPrimitives.WriteInt32BigEndian(offsets.AsSpan(4 * glyph), (int)outlines.Length);
            if (kept.Contains(glyph))
            {
                outlines.Write(OutlineOf(glyph));
                outlines.SetLength((outlines.Length + 3) & ~3);
                outlines.Position = outlines.Length;
            }
        }

        BinaryPrimitives.WriteInt32BigEndian(offsets.AsSpan(4 * glyphCount), (int)outlines.Length);
        return Write(outlines.ToArray(), offsets);
    }

    /// <summary>A glyph that is put together of others needs those.</summary>
    private void Keep(int glyph, HashSet<int> kept)
    {
        const int argumentsAreWords = 1, hasScale = 8, hasMore = 0x20, hasTwoScales = 0x40, hasMatrix = 0x80;
        if (glyph >= glyphCount || !kept.Add(glyph) || OutlineOf(glyph) is not { Length: > 10 } outline || BinaryPrimitives.ReadInt16BigEndian(outline) >= 0)
        {
            return;
        }

        int flags, at = 10;
        do
        {
            flags = BinaryPrimitives.ReadUInt16BigEndian(outline[at..]);
            Keep(BinaryPrimitives.ReadUInt16BigEndian(outline[(at + 2)..]), kept);
            at += 4 + ((flags & argumentsAreWords) != 0 ? 4 : 2)
                + ((flags & hasScale) != 0 ? 2 : (flags & hasTwoScales) != 0 ? 4 : (flags & hasMatrix) != 0 ? 8 : 0);
        }
        while ((flags & hasMore) != 0);
    }

    private ReadOnlySpan<byte> OutlineOf(int glyph)
    {
        var (loca, glyf) = (tables["loca"].Start, tables["glyf"].Start);
        var (start, end) = hasWideOffsets
            ? (I32(loca + (4 * glyph)), I32(loca + (4 * glyph) + 4))
            : (2 * U16(loca + (2 * glyph)), 2 * U16(loca + (2 * glyph) + 2));
        return file.AsSpan(glyf + start, end - start);
    }

    private byte[] Write(byte[] outlines, byte[] offsets)
    {
        var names = Embedded.Where(tables.ContainsKey).ToArray();
        var (header, body) = (new byte[12 + (16 * names.Length)], new MemoryStream());
        BinaryPrimitives.WriteInt32BigEndian(header, 0x00010000);
        BinaryPrimitives.WriteInt16BigEndian(header.AsSpan(4), (short)names.Length);
        for (var i = 0; i < names.Length; i++)
        {
            var (start, length) = tables[names[i]];
            var table = names[i] switch { "glyf" => outlines, "loca" => offsets, _ => file.AsSpan(start, length).ToArray() };
            if (names[i] == "head")
            {
                BinaryPrimitives.WriteInt16BigEndian(table.AsSpan(50), 1); // offsets are wide now
            }

            var record = header.AsSpan(12 + (16 * i));
            Encoding.ASCII.GetBytes(names[i], record);
            BinaryPrimitives.WriteInt32BigEndian(record[8..], header.Length + (int)body.Length);
            BinaryPrimitives.WriteInt32BigEndian(record[12..], table.Length);
            body.Write(table);
            body.SetLength((body.Length + 3) & ~3);
            body.Position = body.Length;
        }

        return [.. header, .. body.ToArray()];
    }

    /// <summary>The table of the whole of Unicode where there is one, else that of its first plane.</summary>
    private void ReadCharacters()
    {
        var cmap = tables["cmap"].Start;
        var subtables = Enumerable.Range(0, U16(cmap + 2)).Select(i => cmap + I32(cmap + 4 + (8 * i) + 4)).ToList();
        if (subtables.Find(at => U16(at) == 12) is > 0 and var wide)
        {
            for (var group = wide + 16; group < wide + 16 + (12 * I32(wide + 12)); group += 12)
            {
                for (int character = I32(group), first = character, glyph = I32(group + 8); character <= I32(group + 4); character++)
                {
                    glyphs[character] = glyph + character - first;
                }
            }
        }
        else if (subtables.Find(at => U16(at) == 4) is > 0 and var narrow)
        {
            ReadSegments(narrow);
        }
    }

    private void ReadSegments(int at)
    {
        var size = U16(at + 6);
        for (var i = 0; i < size; i += 2)
        {
            var (end, start, delta, range) = (U16(at + 14 + i), U16(at + 16 + size + i), U16(at + 16 + (2 * size) + i), U16(at + 16 + (3 * size) + i));
            for (var character = start; character <= end && character != 0xFFFF; character++)
            {
                var glyph = range == 0 ? character : U16(at + 16 + (3 * size) + i + range + (2 * (character - start)));
                glyphs[character] = glyph == 0 && range != 0 ? 0 : (glyph + delta) & 0xFFFF;
            }
        }
    }

    private int U16(int at) => BinaryPrimitives.ReadUInt16BigEndian(file.AsSpan(at));

    private int I16(int at) => BinaryPrimitives.ReadInt16BigEndian(file.AsSpan(at));

    private int I32(int at) => BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(at));
}
