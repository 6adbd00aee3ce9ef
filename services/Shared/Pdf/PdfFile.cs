using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace SwipeReview.Pdf;

/// <summary>The objects of a PDF (ISO 32000-1), written one after the other: what is written is not held.</summary>
internal sealed class PdfFile
{
    private readonly Stream output;
    private readonly List<long> places = [0];
    private long written;

    public PdfFile(Stream output)
    {
        this.output = output;
        Put("%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n");
    }

    /// <summary>A number for an object that is written later.</summary>
    public int Reserve()
    {
        places.Add(-1);
        return places.Count - 1;
    }

    public int Add(string dictionary)
    {
        var number = Reserve();
        Write(number, dictionary);
        return number;
    }

    public void Write(int number, string dictionary)
    {
        places[number] = written;
        Put($"{number} 0 obj\n{dictionary}\nendobj\n");
    }

    public int AddStream(ReadOnlySpan<byte> bytes, string entries = "")
    {
        var number = Reserve();
        WriteStream(number, bytes, entries);
        return number;
    }

    public void WriteStream(int number, ReadOnlySpan<byte> bytes, string entries = "")
    {
        using var packed = new MemoryStream();
        using (var deflate = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            deflate.Write(bytes);
        }

        places[number] = written;
        Put($"{number} 0 obj\n<</Length {packed.Length}/Filter/FlateDecode{entries}>>\nstream\n");
        output.Write(packed.GetBuffer().AsSpan(0, (int)packed.Length));
        written += packed.Length;
        Put("\nendstream\nendobj\n");
    }

    public void Finish(int catalog, int info)
    {
        var table = new StringBuilder("0000000000 65535 f \n");
        foreach (var place in places.Skip(1))
        {
            table.Append(CultureInfo.InvariantCulture, $"{place:D10} 00000 n \n");
        }

        Put($"xref\n0 {places.Count}\n{table}trailer\n<</Size {places.Count}/Root {catalog} 0 R/Info {info} 0 R>>\nstartxref\n{written}\n%%EOF\n");
    }

    /// <summary>Any text as a string that nothing in it can end.</summary>
    public static string Text(string text) => $"<FEFF{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(text))}>";

    private void Put(FormattableString text) => Put(FormattableString.Invariant(text));

    private void Put(string text)
    {
        var bytes = Encoding.Latin1.GetBytes(text);
        output.Write(bytes);
        written += bytes.Length;
    }
}
