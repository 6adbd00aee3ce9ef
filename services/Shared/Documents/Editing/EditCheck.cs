using System.Buffers;

namespace SwipeReview.Documents.Editing;

/// <summary>What makes an edit impossible in any format.</summary>
internal static class EditCheck
{
    static readonly SearchValues<char> Surrogates = SearchValues.Create([.. Enumerable.Range(0xD800, 0x800).Select(c => (char)c)]);

    public static EditRefusal? Check(Block block, TextEdit edit)
    {
        if (edit.Start < 0 || edit.End < edit.Start || edit.End > block.Text.Length)
            return new(EditRefusalReason.OutOfRange, "The change points outside its paragraph.");
        if (!block.Text.AsSpan(edit.Start, edit.End - edit.Start).SequenceEqual(edit.Original))
            return new(EditRefusalReason.OriginalDiffers, "The text at this place is not the one that the change was proposed for.");
        if (CutsPair(block.Text, edit.Start) || CutsPair(block.Text, edit.End))
            return new(EditRefusalReason.CutsCharacter, "The change begins or ends in the middle of a character.");
        if (HasLoneSurrogate(edit.Replacement))
            return new(EditRefusalReason.NotWritable, "The new text holds half a character.");
        return null;
    }

    static bool CutsPair(string text, int at) =>
        at > 0 && at < text.Length && char.IsHighSurrogate(text[at - 1]) && char.IsLowSurrogate(text[at]);

    static bool HasLoneSurrogate(ReadOnlySpan<char> text)
    {
        for (var at = text.IndexOfAny(Surrogates); at >= 0 && at < text.Length; at += 2)
        {
            if (!char.IsHighSurrogate(text[at]) || at + 1 == text.Length || !char.IsLowSurrogate(text[at + 1]))
                return true;
            var next = text[(at + 2)..].IndexOfAny(Surrogates);
            if (next < 0)
                return false;
            at += next;
        }

        return false;
    }
}
