using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace SwipeReview.Storage.Files;

/// <summary>
/// Makes a name that came with an upload fit for showing, and for saving to a disk of any system. Where bytes lie never
/// depends on it.
/// </summary>
internal static class FileName
{
    /// <summary>In UTF-8 bytes: what file systems take for one name, with room for " (reviewed)".</summary>
    public const int MaxBytes = 200;

    private const string Fallback = "file";
    private const string Forbidden = "<>:\"|?*";

    private static readonly FrozenSet<string> Devices = FrozenSet.ToFrozenSet(
        ["CON", "PRN", "AUX", "NUL", .. Enumerable.Range(0, 10).SelectMany(n => (string[])[$"COM{n}", $"LPT{n}"])],
        StringComparer.OrdinalIgnoreCase);

    public static string Clean(string? given)
    {
        var last = (given ?? "").Split('/', '\\')[^1];
        var shown = new StringBuilder(last.Length);
        foreach (var rune in last.EnumerateRunes())
        {
            if (IsShown(rune))
            {
                shown.Append(rune.IsAscii && Forbidden.Contains((char)rune.Value) ? new Rune('_') : rune);
            }
        }

        var name = Shorten(shown.ToString().Trim(' ', '.'));
        var stem = name.Split('.')[0].TrimEnd();
        return name.Length == 0 ? Fallback : Devices.Contains(stem) ? $"_{name}" : name;
    }

    // Control characters break headers and logs; format characters (right-to-left override) make "fdp.exe" out of "exe.pdf".
    // The zero-width joiner stays: families of emoji and some scripts are written with it.
    private static bool IsShown(Rune rune) => rune.Value is 0x200C or 0x200D
        || Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate or UnicodeCategory.OtherNotAssigned);

    /// <summary>Cuts the stem between two user-visible characters and keeps the extension.</summary>
    private static string Shorten(string name)
    {
        if (Encoding.UTF8.GetByteCount(name) <= MaxBytes)
        {
            return name;
        }

        var extension = Path.GetExtension(name) is { Length: <= 16 } short_ ? short_ : "";
        var room = MaxBytes - Encoding.UTF8.GetByteCount(extension);
        var stem = new StringBuilder();
        var characters = StringInfo.GetTextElementEnumerator(name[..^extension.Length]);
        while (characters.MoveNext() && (room -= Encoding.UTF8.GetByteCount(characters.GetTextElement())) >= 0)
        {
            stem.Append(characters.GetTextElement());
        }

        return stem.ToString().TrimEnd(' ', '.') + extension;
    }
}
