using System.Buffers.Binary;
using System.Text;

namespace SwipeReview.Documents.Tests.Support;

/// <summary>An archive's entries as they lie: all bytes from one local header to the next, nothing unpacked.</summary>
static class RawZip
{
    /// <summary>In the order of the file, with the central directory's records of each left out.</summary>
    public static List<(string Name, byte[] Bytes)> Entries(byte[] zip)
    {
        var end = zip.AsSpan().LastIndexOf("PK\x05\x06"u8);
        var directory = zip.AsSpan().IndexOf("PK\x01\x02"u8);
        var heads = new List<(string Name, int At)>();
        for (var at = directory; zip.AsSpan(at).StartsWith("PK\x01\x02"u8); at += 46 + U16(zip, at + 28) + U16(zip, at + 30) + U16(zip, at + 32))
            heads.Add((Encoding.UTF8.GetString(zip, at + 46, U16(zip, at + 28)), HeaderAt(zip, at)));
        Assert.True(end > directory && heads.Count > 0);
        heads.Sort((a, b) => a.At.CompareTo(b.At));
        return [.. heads.Select((head, i) => (head.Name, zip[head.At..(i + 1 < heads.Count ? heads[i + 1].At : directory)]))];
    }

    static int HeaderAt(byte[] zip, int record)
    {
        var narrow = BinaryPrimitives.ReadUInt32LittleEndian(zip.AsSpan(record + 42));
        var extra = record + 46 + U16(zip, record + 28);
        return narrow == uint.MaxValue ? (int)BinaryPrimitives.ReadInt64LittleEndian(zip.AsSpan(extra + 4 + 16)) : (int)narrow;
    }

    static int U16(byte[] zip, int at) => BinaryPrimitives.ReadUInt16LittleEndian(zip.AsSpan(at));
}
