using System.Collections;
using System.IO.Compression;
using SwipeReview.ServiceDefaults.Api;

namespace SwipeReview.JobManagement.Changes;

/// <summary>
/// The cards of a job that pages have shown, as a cursor: a bit for each in the order of the text, packed. A thousand
/// cards take 200 characters at most.
/// </summary>
internal sealed class GivenCards
{
    private const int Most = 1_000_000;
    private readonly BitArray bits;

    private GivenCards(BitArray bits) => this.bits = bits;

    /// <summary>Null for a cursor that isn't one of these; none are given where there is no cursor.</summary>
    public static GivenCards? Read(string? cursor)
    {
        if (cursor is null)
        {
            return new GivenCards(new BitArray(0));
        }

        if (!Cursor.TryDecode<byte[]>(cursor, out var packed))
        {
            return null;
        }

        try
        {
            using var unpacked = new BrotliStream(new MemoryStream(packed!), CompressionMode.Decompress);
            var bytes = new byte[(Most / 8) + 1];
            var length = unpacked.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            return length > 0 && length < bytes.Length ? new GivenCards(new BitArray(bytes[..length])) : null;
        }
        catch (Exception fault) when (fault is InvalidDataException or InvalidOperationException)
        {
            return null;
        }
    }

    public bool Holds(int place) => place < bits.Length && bits[place];

    public GivenCards With(IEnumerable<int> places)
    {
        var more = places.ToList();
        var all = new BitArray(bits) { Length = Math.Max(bits.Length, more.Max() + 1) };
        more.ForEach(place => all[place] = true);
        return new GivenCards(all);
    }

    public string Write()
    {
        var bytes = new byte[(bits.Length + 7) / 8];
        bits.CopyTo(bytes, 0);
        using var packed = new MemoryStream();
        using (var packing = new BrotliStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            packing.Write(bytes);
        }

        return Cursor.Encode(packed.ToArray());
    }
}
