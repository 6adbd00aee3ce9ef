using System.Buffers.Text;

namespace SwipeReview.Documents.Word;

/// <summary>The ids that revisions, comments and bookmarks of a document have. They share one space over all parts.</summary>
internal static class Annotations
{
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
        for (var found = xml.IndexOf(":id="u8); found >= 0; found = xml.IndexOf(":id="u8))
        {
            xml = xml[(found + ":id=".Length)..];
            if (xml.Length > 1 && Utf8Parser.TryParse(xml[1..], out int id, out _))
                ids.Add(id);
        }
    }
}
