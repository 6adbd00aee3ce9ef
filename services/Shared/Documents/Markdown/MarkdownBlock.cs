using SwipeReview.Documents.Editing;
using SwipeReview.Documents.Text;

namespace SwipeReview.Documents.Markdown;

/// <summary>A piece of prose, and the block around it that can be read again by itself to see what an edit does.</summary>
/// <param name="whole">Bytes of that block.</param>
/// <param name="place">Which of that block's pieces of prose this is, from 0.</param>
internal sealed class MarkdownBlock(Block block, Segment[] segments, (int Start, int End) whole, int place) : SourceBlock(block, 0, segments)
{
    public (int Start, int End) Whole { get; } = whole;

    public int Place { get; } = place;

    /// <summary>The markup in it, in order.</summary>
    public IEnumerable<string> Markup => Block.Protected.Select(p => Block.Text[p.Start..p.End]);

    /// <summary>Reads Markdown: <paramref name="bytes"/> from <paramref name="start"/> on, in the given encoding.</summary>
    public static List<MarkdownBlock> Read(ReadOnlySpan<byte> bytes, int start, TextCodec codec, DocumentLimits limits)
    {
        var source = codec.Decode(bytes[start..]);
        var cursor = new ByteCursor(source, start, codec);
        var blocks = new List<MarkdownBlock>();
        var builder = new BlockBuilder(limits);
        (int Start, int End) whole = (-1, -1), wholeBytes = default;
        var place = 0;
        foreach (var found in MarkdownProse.Find(source))
        {
            if (found.Whole != whole)
            {
                whole = found.Whole;
                wholeBytes = (cursor.Peek(whole.Start), cursor.Peek(whole.End));
                place = 0;
            }

            foreach (var prose in found.Prose)
                Add(prose, bytes, source, cursor, codec, builder);
            if (builder.Build($"p{blocks.Count + 1}", found.Kind) is { } block)
                blocks.Add(new(block, builder.Segments(), wholeBytes, place++));
            builder.Clear();
        }

        return blocks;
    }

    static void Add(Prose prose, ReadOnlySpan<byte> bytes, string source, ByteCursor cursor, TextCodec codec, BlockBuilder builder)
    {
        var before = builder.Length;
        var start = cursor.MoveTo(prose.Start);
        var length = cursor.MoveTo(prose.End) - start;
        switch (prose.Kind)
        {
            case ProseKind.Plain:
                codec.Read(bytes, start, length, builder);
                break;
            case ProseKind.Escaped:
                builder.AddAtom(prose.Text, start, length);
                break;
            case ProseKind.Markup when source.AsSpan(prose.Start, prose.End - prose.Start).ContainsAny('\r', '\n'):
                builder.AddAtom(source[prose.Start..prose.End].ReplaceLineEndings("\n"), start, length);
                builder.Protect(before);
                break;
            case ProseKind.Markup:
                codec.Read(bytes, start, length, builder);
                builder.Protect(before);
                break;
            default:
                builder.AddAtom("\n", start, length);
                if (prose.Kind == ProseKind.HardBreak)
                    builder.Protect(before);
                break;
        }
    }
}
