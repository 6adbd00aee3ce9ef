using System.Text;

namespace SwipeReview.Documents.Tex;

/// <summary>Writes text so that TeX prints it as it is.</summary>
internal static class TexSpelling
{
    public static string Write(string text)
    {
        var written = new StringBuilder(text.Length + 8);
        for (var i = 0; i < text.Length; i++)
        {
            // Two of these make a dash or another quote.
            if (i > 0 && text[i] == text[i - 1] && text[i] is '-' or '\'')
                written.Append("{}");
            _ = text[i] switch
            {
                '&' or '%' or '$' or '#' or '_' or '{' or '}' => written.Append('\\').Append(text[i]),
                '\\' => written.Append(@"\textbackslash{}"),
                '`' => written.Append(@"\textasciigrave{}"),
                '~' => written.Append(@"\textasciitilde{}"),
                '^' => written.Append(@"\textasciicircum{}"),
                '\u00A0' => written.Append('~'),
                '\u00AD' => written.Append(@"\-"),
                '\u2009' => written.Append(@"\,"),
                _ => written.Append(text[i]),
            };
        }

        return written.ToString();
    }
}
