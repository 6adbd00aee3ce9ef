using SwipeReview.Documents.Editing;

namespace SwipeReview.Documents.Word;

/// <summary>One change of an element's characters: a range of the block's text, its bytes, and what comes instead.</summary>
internal readonly record struct ElementChange(int Start, int End, int ByteStart, int ByteEnd, string Text);

/// <summary>All changes of one element, from left to right.</summary>
internal sealed class ElementEdit(WordElement element)
{
    public WordElement Element { get; } = element;

    public List<ElementChange> Changes { get; } = [];

    /// <summary>Whether nothing of the element's characters is left and nothing new has come.</summary>
    public bool IsEmptied => Changes.Sum(c => c.Text.Length - (c.End - c.Start)) == -Element.Text.Length
        && Changes.TrueForAll(c => c.Text.Length == 0);

    /// <summary>Whether the text begins or ends with white space once the changes are made.</summary>
    public bool HasOuterWhiteSpace(string text) =>
        First(text) is { } first && WordText.IsWhiteSpace(first) || Last(text) is { } last && WordText.IsWhiteSpace(last);

    char? First(string text)
    {
        var at = Element.Text.Start;
        foreach (var change in Changes)
        {
            if (change.Start > at)
                break;
            if (change.Text.Length > 0)
                return change.Text[0];
            at = change.End;
        }

        return at < Element.Text.End ? text[at] : null;
    }

    char? Last(string text)
    {
        var at = Element.Text.End;
        for (var i = Changes.Count - 1; i >= 0 && Changes[i].End == at; i--)
        {
            if (Changes[i].Text.Length > 0)
                return Changes[i].Text[^1];
            at = Changes[i].Start;
        }

        return at > Element.Text.Start ? text[at - 1] : null;
    }
}
