namespace SwipeReview.LlmRouter.Providers.LanguageModels;

/// <summary>A part of a block, or all of it: quotes are located in the whole block, so a part needs no offset.</summary>
internal readonly record struct Piece(int Block, string Text);

/// <summary>Cuts a request into parts that fit a model's window, at blocks and else at the end of sentences.</summary>
internal static class Chunks
{
    public static IEnumerable<IReadOnlyList<Piece>> Of(IReadOnlyList<TextBlock> blocks, int maxCharacters)
    {
        var chunk = new List<Piece>();
        var size = 0;
        foreach (var piece in blocks.Index().SelectMany(block => Pieces(block.Index, block.Item.Text, maxCharacters)))
        {
            if (size + piece.Text.Length > maxCharacters && chunk.Count > 0)
            {
                yield return chunk;
                (chunk, size) = ([], 0);
            }

            chunk.Add(piece);
            size += piece.Text.Length;
        }

        if (chunk.Count > 0)
        {
            yield return chunk;
        }
    }

    private static IEnumerable<Piece> Pieces(int block, string text, int maxCharacters)
    {
        var start = 0;
        while (text.Length - start > maxCharacters)
        {
            var end = start + Cut(text.AsSpan(start, maxCharacters));
            yield return new Piece(block, text[start..end]);
            start = end;
        }

        yield return new Piece(block, text[start..]);
    }

    /// <summary>After the last sentence of the second half, else after the last space, else before half a character.</summary>
    private static int Cut(ReadOnlySpan<char> text)
    {
        var sentence = text[(text.Length / 2)..].LastIndexOfAny(". ", "! ", "? ");
        if (sentence >= 0)
        {
            return (text.Length / 2) + sentence + 1;
        }

        var space = text.LastIndexOf(' ');
        return space > 0 ? space + 1 : char.IsHighSurrogate(text[^1]) ? text.Length - 1 : text.Length;
    }

    private static int LastIndexOfAny(this ReadOnlySpan<char> text, params ReadOnlySpan<string> ends)
    {
        var last = -1;
        foreach (var end in ends)
        {
            last = Math.Max(last, text.LastIndexOf(end));
        }

        return last;
    }
}
