using System.Text;

namespace SwipeReview.Documents.Containers;

/// <summary>Entry names: read, judged, and shown in messages.</summary>
internal static class ZipNames
{
    const uint UnixTypeMask = 0xF000;
    const uint UnixLink = 0xA000;
    const byte MadeByUnix = 3;

    static readonly UTF8Encoding Utf8 = new(false, throwOnInvalidBytes: true);

    public static string Read(ReadOnlySpan<byte> bytes, bool isUtf8)
    {
        string name;
        try
        {
            // Without the flag the code page is anybody's guess: Latin-1 keeps different bytes different.
            name = isUtf8 ? Utf8.GetString(bytes) : Encoding.Latin1.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            throw DocumentException.Broken("The archive holds a file whose name can't be read.");
        }

        var steps = name.Split('/');
        if (name.Length == 0 || name.Contains('\\') || name.Contains('\0') || name.StartsWith('/') || name is [_, ':', ..]
            || steps.Contains("..") || steps.Contains(".") || Array.IndexOf(steps, "") is >= 0 and var empty && empty < steps.Length - 1)
        {
            throw DocumentException.Broken($"The archive holds a file with a forbidden name: {Show(name)}.");
        }

        return name;
    }

    public static void RefuseLink(string name, ushort madeBy, uint attributes)
    {
        if (madeBy >> 8 == MadeByUnix && ((attributes >> 16) & UnixTypeMask) == UnixLink)
            throw DocumentException.Broken($"The archive holds a link: {Show(name)}.");
    }

    /// <summary>Fit for a message: short, no control characters.</summary>
    public static string Show(string name)
    {
        var clean = string.Concat(name.Select(c => char.IsControl(c) ? '?' : c));
        return $"\u201C{(clean.Length > 80 ? clean[..80] + "…" : clean)}\u201D";
    }
}
