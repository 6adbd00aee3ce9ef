using System.Buffers;

namespace SwipeReview.Documents.Word;

/// <summary>What WordprocessingML can hold as text.</summary>
internal static class WordText
{
    /// <summary>XML has no way to write these. U+FFFC stands for objects, which no text can bring along.</summary>
    static readonly SearchValues<char> Unwritable = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Select(c => (char)c).Except("\t\n"), '\uFFFE', '\uFFFF', '\uFFFC']);

    public static string? WhyNotWritable(string text) => text.AsSpan().IndexOfAny(Unwritable) switch
    {
        < 0 => null,
        var at when text[at] == '\uFFFC' => "The new text holds the sign that stands for an object.",
        _ => "The new text holds a control character, which a Word document can't hold.",
    };

    public static bool IsWhiteSpace(char c) => c is ' ' or '\t' or '\n' or '\r';
}
