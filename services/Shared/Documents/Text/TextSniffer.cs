using System.Buffers;
using System.Text;

namespace SwipeReview.Documents.Text;

/// <summary>
/// Finds a text's encoding from its bytes. Order of belief: byte-order mark; valid UTF-8; UTF-16 without a mark, when most of it
/// is ASCII; Windows-1252 without control characters. Anything else is no text.
/// </summary>
internal static class TextSniffer
{
    static readonly SearchValues<char> Nul = SearchValues.Create("\0");

    /// <summary>All control characters but those that text files hold: tab, line feed, vertical tab, form feed, carriage return, escape.</summary>
    static readonly SearchValues<char> Controls = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Select(c => (char)c).Except("\t\n\v\f\r\e"), '\x7F', '\x81', '\x8D', '\x8F', '\x90', '\x9D']);

    /// <summary>The encoding of everything in <paramref name="stream"/>, null when it is no text.</summary>
    public static TextCodec? Sniff(Stream stream)
    {
        var head = new byte[4];
        stream.Position = 0;
        var length = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        if (length == 0)
            return null;
        if (Marked(head.AsSpan(0, length)) is { } marked)
            return Survey(stream, marked, Nul) is null ? null : marked;
        if (Survey(stream, TextCodec.Utf8, Nul) is not null)
            return TextCodec.Utf8;
        if (IsMostlyAscii(Survey(stream, TextCodec.Utf16LittleEndian, Controls)))
            return TextCodec.Utf16LittleEndian;
        if (IsMostlyAscii(Survey(stream, TextCodec.Utf16BigEndian, Controls)))
            return TextCodec.Utf16BigEndian;
        return Survey(stream, TextCodec.Windows1252, Controls) is null ? null : TextCodec.Windows1252;
    }

    static TextCodec? Marked(ReadOnlySpan<byte> head) => head switch
    {
        [0xEF, 0xBB, 0xBF, ..] => TextCodec.Utf8WithMark,
        [0xFF, 0xFE, ..] => TextCodec.Utf16LittleEndianWithMark,
        [0xFE, 0xFF, ..] => TextCodec.Utf16BigEndianWithMark,
        _ => null,
    };

    static bool IsMostlyAscii((long Ascii, long All)? survey) => survey is { } s && s.Ascii * 2 > s.All;

    /// <summary>Decodes all of the stream; null when that fails or a forbidden character turns up.</summary>
    static (long Ascii, long All)? Survey(Stream stream, TextCodec codec, SearchValues<char> forbidden)
    {
        var bytes = ArrayPool<byte>.Shared.Rent(64 * 1024);
        var chars = ArrayPool<char>.Shared.Rent(bytes.Length + 2);
        try
        {
            var decoder = codec.NewDecoder();
            long ascii = 0, all = 0;
            stream.Position = 0;
            for (int read; (read = stream.Read(bytes)) > 0;)
            {
                var text = chars.AsSpan(0, decoder.GetChars(bytes.AsSpan(0, read), chars, flush: false));
                if (text.ContainsAny(forbidden))
                    return null;
                all += text.Length;
                foreach (var c in text)
                    ascii += c < 0x80 ? 1 : 0;
            }

            decoder.GetChars([], chars, flush: true);
            return (ascii, all);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
            ArrayPool<char>.Shared.Return(chars);
        }
    }
}
