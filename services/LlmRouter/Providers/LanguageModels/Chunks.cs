using SwipeReview.LlmRouter.Proposals;

namespace SwipeReview.LlmRouter.Providers.LanguageModels;

/// <summary>What goes out in one call: passages side by side, and what stands around them.</summary>
internal sealed record Chunk(IReadOnlyList<Passage> Passages, string? Before, string? After);

/// <summary>
/// Cuts a request into parts that fit a model's window: at blocks, and inside a block at the ends of sentences. Each
/// part knows a bit of what stands before and after it, which is how neighbours overlap.
/// </summary>
internal sealed class Chunks(IReadOnlyList<TextBlock> blocks, DocumentContext? around, int tokens, int contextTokens, Func<string, int> count)
{
    // What a block costs beyond its text: its number, braces, commas.
    private const int BlockOverhead = 10;

    private const int MostLettersPerToken = 16;
    private const int UsualLettersPerToken = 6;

    public IEnumerable<Chunk> Of(IReadOnlyList<Passage> passages)
    {
        var chunk = new List<Passage>();
        var size = 0;
        foreach (var passage in passages.SelectMany(Pieces))
        {
            var cost = Cost(passage.In(blocks[passage.Block].Text));
            if (size + cost > tokens && chunk.Count > 0)
            {
                yield return Around(chunk);
                (chunk, size) = ([], 0);
            }

            chunk.Add(passage);
            size += cost;
        }

        if (chunk.Count > 0)
        {
            yield return Around(chunk);
        }
    }

    private Chunk Around(List<Passage> chunk)
    {
        var (first, last) = (chunk[0], chunk[^1]);
        var before = first.Start > 0 ? blocks[first.Block].Text[..first.Start] : first.Block > 0 ? blocks[first.Block - 1].Text : around?.Before;
        var text = blocks[last.Block].Text;
        var after = last.End < text.Length ? text[last.End..] : last.Block + 1 < blocks.Count ? blocks[last.Block + 1].Text : around?.After;
        return new Chunk(chunk, Nearest(before, fromEnd: true), Nearest(after, fromEnd: false));
    }

    /// <summary>As many words next to the chunk as the context may have.</summary>
    private string? Nearest(string? text, bool fromEnd)
    {
        if (string.IsNullOrWhiteSpace(text) || contextTokens == 0)
        {
            return null;
        }

        var most = contextTokens * UsualLettersPerToken;
        var near = text.Length <= most ? text : fromEnd ? text[^most..] : text[..most];
        for (var whole = near.Length == text.Length; near.Length > 0 && !(whole && count(near) <= contextTokens); whole = true)
        {
            // A word less: the far one, which may be half of one.
            var space = fromEnd ? near.IndexOf(' ') : near.LastIndexOf(' ');
            near = space < 0 ? "" : fromEnd ? near[(space + 1)..] : near[..space];
        }

        return string.IsNullOrWhiteSpace(near) ? null : near.Trim();
    }

    private IEnumerable<Passage> Pieces(Passage passage)
    {
        var text = blocks[passage.Block].Text;
        var start = passage.Start;
        while (IsTooLong(text, start, passage.End))
        {
            var end = start + Cut(text.AsSpan(start, Fitting(text, start, passage.End)));
            yield return new Passage(passage.Block, start, end);
            start = end;
        }

        if (start < passage.End)
        {
            yield return new Passage(passage.Block, start, passage.End);
        }
    }

    /// <summary>The longest stretch from <paramref name="start"/> on that fits, found by halving; at least two letters, which may be one character.</summary>
    private int Fitting(string text, int start, int end)
    {
        var (least, most) = (2, Math.Min(end - start, tokens * MostLettersPerToken));
        while (least < most)
        {
            var middle = (least + most + 1) / 2;
            (least, most) = Cost(text.Substring(start, middle)) <= tokens ? (middle, most) : (least, middle - 1);
        }

        return least;
    }

    // So that a long text is not counted to its end for each of its pieces.
    private bool IsTooLong(string text, int start, int end) => end - start > tokens * MostLettersPerToken || Cost(text[start..end]) > tokens;

    private int Cost(string text) => count(text) + BlockOverhead;

    /// <summary>After the last sentence of the second half, else after the last space, else before half a character.</summary>
    private static int Cut(ReadOnlySpan<char> text)
    {
        var half = text.Length / 2;
        var sentence = Math.Max(text[half..].LastIndexOfAny(". ", "! ", "? "), text[half..].LastIndexOfAny('。', '！', '？'));
        if (sentence >= 0)
        {
            return half + sentence + 1;
        }

        var space = text.LastIndexOf(' ');
        return space > 0 ? space + 1 : char.IsHighSurrogate(text[^1]) ? text.Length - 1 : text.Length;
    }
}

internal static class Spans
{
    public static int LastIndexOfAny(this ReadOnlySpan<char> text, params ReadOnlySpan<string> ends)
    {
        var last = -1;
        foreach (var end in ends)
        {
            last = Math.Max(last, text.LastIndexOf(end));
        }

        return last;
    }
}
