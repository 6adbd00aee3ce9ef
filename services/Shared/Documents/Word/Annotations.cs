using System.Buffers.Text;

namespace SwipeReview.Documents.Word;

/// <summary>The ids that revisions, comments and bookmarks of a document have. They share one space over all parts.</summary>
internal static class Annotations
{
    static ReadOnlySpan<byte> WhiteSpace => " \t\r\n"u8;

    public static HashSet<int> Ids(IEnumerable<ReadOnlyMemory<byte>> parts)
    {
        var ids = new HashSet<int>();
        foreach (var part in parts)
            Collect(part.Span, ids);
        return ids;
    }

    /// <summary>Takes any attribute named id for one: a number too many avoided costs nothing.</summary>
    static void Collect(ReadOnlySpan<byte> xml, HashSet<int> ids)
    {
        for (var found = xml.IndexOf(":id"u8); found >= 0; found = xml.IndexOf(":id"u8))
        {
            xml = xml[(found + ":id".Length)..];
            var value = xml.TrimStart(WhiteSpace);
            if (value.StartsWith("="u8) && value[1..].TrimStart(WhiteSpace) is [(byte)'"' or (byte)'\'', .. var number] && Utf8Parser.TryParse(number, out int id, out _))
                ids.Add(id);
        }
    }
}
