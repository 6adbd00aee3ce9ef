using System.Globalization;
using System.Text;

namespace SwipeReview.Documents.Tests.Support;

/// <summary>Pdf files made by hand, with what no producer would write.</summary>
static class Pdfs
{
    /// <summary>One page whose content stream is <paramref name="content"/>; <paramref name="filter"/> says how it is packed.</summary>
    public static byte[] Of(byte[] content, string filter = "")
    {
        using var file = new MemoryStream();
        var places = new List<long>();
        void Write(string text) => file.Write(Encoding.Latin1.GetBytes(text));
        void Begin(int number)
        {
            places.Add(file.Position);
            Write(string.Create(CultureInfo.InvariantCulture, $"{number} 0 obj\n"));
        }

        Write("%PDF-1.4\n");
        Begin(1);
        Write("<</Type/Catalog/Pages 2 0 R>>\nendobj\n");
        Begin(2);
        Write("<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n");
        Begin(3);
        Write("<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>\nendobj\n");
        Begin(4);
        Write(string.Create(CultureInfo.InvariantCulture, $"<</Length {content.Length}{filter}>>\nstream\n"));
        file.Write(content);
        Write("\nendstream\nendobj\n");
        Begin(5);
        Write("<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>\nendobj\n");
        var table = file.Position;
        Write("xref\n0 6\n0000000000 65535 f \n");
        foreach (var place in places)
            Write(string.Create(CultureInfo.InvariantCulture, $"{place:D10} 00000 n \n"));
        Write(string.Create(CultureInfo.InvariantCulture, $"trailer\n<</Size 6/Root 1 0 R>>\nstartxref\n{table}\n%%EOF\n"));
        return file.ToArray();
    }

    /// <summary>Lines of text, each at its own place.</summary>
    public static byte[] Lines(params string[] lines) => Of(Encoding.Latin1.GetBytes(
        "BT /F1 12 Tf 14 TL 72 720 Td " + string.Concat(lines.Select(l => $"({l}) Tj T* ")) + "ET"));
}
