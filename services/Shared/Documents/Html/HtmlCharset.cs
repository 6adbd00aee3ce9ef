using System.Buffers;
using System.Text;
using SwipeReview.Documents.Text;

namespace SwipeReview.Documents.Html;

/// <summary>The encoding that a page declares, looked for where browsers look: in its first 1,024 bytes.</summary>
internal static class HtmlCharset
{
    const int Prescan = 1024;

    static readonly SearchValues<char> NameCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-_:.");

    /// <summary>In lower case; null when the page declares none.</summary>
    public static string? Declared(ReadOnlySpan<byte> html)
    {
        var head = Encoding.Latin1.GetString(html[..Math.Min(html.Length, Prescan)]).ToLowerInvariant();
        var at = head.IndexOf("charset", StringComparison.Ordinal);
        if (at < 0)
            return null;
        var value = head.AsSpan(at + "charset".Length).TrimStart();
        if (!value.StartsWith('='))
            return null;
        value = value[1..].TrimStart().TrimStart("\"'");
        var length = value.IndexOfAnyExcept(NameCharacters);
        return value[..(length < 0 ? value.Length : length)].ToString();
    }

    /// <summary>Whether the bytes can be what the page says. Latin-1 and ASCII are names of Windows-1252 in HTML.</summary>
    public static bool Agrees(string? declared, TextCodec codec) => declared switch
    {
        null or "utf-8" or "utf8" => codec != TextCodec.Windows1252 || declared is null,
        "windows-1252" or "iso-8859-1" or "latin1" or "us-ascii" or "ascii" => true,
        _ => codec == TextCodec.Utf8WithMark,
    };
}
