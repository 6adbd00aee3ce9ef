using System.Globalization;
using SwipeReview.Documents.Editing;
using SwipeReview.Documents.Text;

namespace SwipeReview.Documents.Code;

/// <summary>What was read of a piece of source: its blocks, what they stand in, and where the last of that ends, in characters.</summary>
internal sealed record CodePart(List<CodeBlock> Blocks, List<CodeTokenKind> Kinds, int End);

/// <summary>Makes blocks of what <see cref="CodeScanner"/> finds.</summary>
internal sealed partial class CodeReader
{
    /// <summary>Characters of a comment or string. What is longer is data.</summary>
    const int Longest = 32 * 1024;

    readonly ReadOnlyMemory<byte> bytes;
    readonly string source;
    readonly CodeScanner scanner;
    readonly string lineBreak;
    readonly TextCodec codec;
    readonly int maxBlocks;
    readonly bool isPart;
    readonly ByteCursor cursor;
    readonly BlockBuilder builder = new();
    readonly List<CodeBlock> blocks = [];
    readonly List<CodeTokenKind> kinds = [];
    readonly List<CodeToken> run = [];
    bool isHeader;
    bool isElement;
    (int Start, int End) lastWhole = (-1, -1);
    (int Start, int End) lastWholeBytes;
    int strings;
    int comments;
    int end;

    CodeReader(ReadOnlyMemory<byte> bytes, int start, string source, CodeScanner scanner, string lineBreak, TextCodec codec, bool isPart, int maxBlocks)
    {
        this.bytes = bytes;
        this.source = source;
        this.scanner = scanner;
        this.lineBreak = lineBreak;
        this.codec = codec;
        this.isPart = isPart;
        this.maxBlocks = maxBlocks;
        cursor = new(source, start, codec);
    }

    public static List<CodeBlock> Read(ReadOnlyMemory<byte> bytes, Language language, string lineBreak, TextCodec codec, int maxBlocks)
    {
        var text = codec.Decode(bytes.Span[codec.MarkLength..]);
        var reader = new CodeReader(bytes, codec.MarkLength, text, new(text, language, 0), lineBreak, codec, isPart: false, maxBlocks);
        reader.ReadAll();
        return reader.blocks;
    }

    /// <summary>
    /// Reads a run of comments, a string or the text of an element by itself, whether it is prose or not: to see what an edit
    /// makes of it. Its <see cref="CodePart.End"/> is its length when it is whole.
    /// </summary>
    public static CodePart ReadPart(ReadOnlyMemory<byte> bytes, Language language, CodeTokenKind kind, string lineBreak, TextCodec codec)
    {
        var text = codec.Decode(bytes.Span);
        var insideElement = kind == CodeTokenKind.ElementText;
        var inside = new CodeScanner(text + (insideElement ? "</x>" : "\n"), language, insideElement);
        var reader = new CodeReader(bytes, 0, text, inside, lineBreak, codec, isPart: true, int.MaxValue);
        reader.ReadAll();
        return new(reader.blocks, reader.kinds, reader.end);
    }

    void ReadAll()
    {
        while (scanner.MoveNext())
        {
            var token = scanner.Token;
            kinds.Add(token.Kind);
            end = token.End;
            if (isPart && end > source.Length)
                return; // it has taken something in from behind
            if (run.Count > 0 && !GoesOn(run[^1], token))
                EndRun();
            if (token.Kind is CodeTokenKind.LineComment)
                Begin(token);
            else if (token.Kind is CodeTokenKind.BlockComment or CodeTokenKind.Docstring)
                BlockComment(token);
            else if (token.End - token.Start <= Longest && (token.String?.IsText ?? true))
                Text(token);
        }

        EndRun();
    }

    void Begin(CodeToken token)
    {
        if (run.Count == 0)
            isHeader = !scanner.HasSeenCode;
        run.Add(token);
    }

    /// <summary>Whether the next line comment stands right under the one before, and both have a line for themselves.</summary>
    bool GoesOn(CodeToken last, CodeToken token)
    {
        if (token.Kind != CodeTokenKind.LineComment || token.Comment != last.Comment)
            return false;
        var between = source.AsSpan(last.End, token.Start - last.End);
        return IndentOf(last) is { } indent && between.EndsWith(indent) && between[..^indent.Length] is "\n" or "\r\n" or "\r";
    }

    /// <summary>What stands before it when it has its line for itself, else null.</summary>
    string? IndentOf(CodeToken token)
    {
        var start = token.Start;
        while (start > 0 && source[start - 1] is ' ' or '\t')
            start--;
        return start == 0 || source[start - 1] is '\n' or '\r' ? source[start..token.Start] : null;
    }

    void EndRun()
    {
        if (run.Count == 0)
            return;
        var indent = IndentOf(run[0]);
        var start = run[0].Start - (indent?.Length ?? 0);
        Comment(run[0], (start, run[^1].End), run.ConvertAll(t => (t.BodyStart, t.BodyEnd)), isHeader, indent);
        run.Clear();
    }

    void BlockComment(CodeToken token)
    {
        var lines = new List<(int, int)>();
        for (var at = token.BodyStart; at <= token.BodyEnd;)
        {
            var length = source.AsSpan(at, token.BodyEnd - at).IndexOfAny('\r', '\n') is >= 0 and var found ? found : token.BodyEnd - at;
            lines.Add((at, at + length));
            at += length + (source.AsSpan(at + length).StartsWith("\r\n") ? 2 : 1);
        }

        Comment(token, (token.Start, token.End), lines, token.Kind == CodeTokenKind.BlockComment && !scanner.HasSeenCode, indent: null);
    }

    void Comment(CodeToken token, (int Start, int End) whole, List<(int Start, int End)> lines, bool isAtTop, string? indent)
    {
        var text = source.AsSpan(whole.Start, whole.End - whole.Start);
        var content = source.AsSpan(lines[0].Start, whole.End - lines[0].Start).TrimStart(" \t*");
        var isDirective = token.Kind != CodeTokenKind.LineComment && CodeProse.IsDirective(content);
        if (text.Length > Longest || isDirective || (isAtTop && !isPart && CodeProse.IsLicence(text)))
            return;
        isElement = false;
        foreach (var paragraph in CommentText.Read(source, token.Kind, lines))
        {
            var before = -1;
            foreach (var line in paragraph.Lines)
            {
                if (before >= 0)
                    AddAtom("\n", before, line.Start);
                Add(line.Start, line.End, [], isComment: true, isXml: token.Comment is { IsXml: true });
                before = line.End;
            }

            if (builder.Build(Id('c', comments + 1), paragraph.Kind) is { } block && (isPart || CodeProse.IsComment(block)))
            {
                comments++;
                Keep(block, token, whole, LineBreakOf(token, paragraph, indent));
            }

            builder.Clear();
        }
    }

    /// <summary>As the paragraph breaks its own first line, or as the next line would have to begin.</summary>
    string? LineBreakOf(CodeToken token, CommentParagraph paragraph, string? indent)
    {
        var first = paragraph.Lines[0];
        if (paragraph.Lines.Count > 1)
            return source[first.End..paragraph.Lines[1].Start];
        if (token.Kind == CodeTokenKind.LineComment)
            return indent is null ? null : lineBreak + indent + token.Comment!.Open + source[first.LineStart..first.DecorationEnd];
        return first.LineStart == token.BodyStart ? null : lineBreak + source[first.LineStart..first.DecorationEnd];
    }

    void Text(CodeToken token)
    {
        var (start, stop) = (token.BodyStart, token.BodyEnd);
        isElement = token.Kind == CodeTokenKind.ElementText;
        if (isElement)
        {
            // White space beside tags is layout.
            start += source.AsSpan(start, stop - start).IndexOfAnyExcept(" \t\r\n") is >= 0 and var lead ? lead : stop - start;
            stop = start + source.AsSpan(start, stop - start).TrimEnd(" \t\r\n").Length;
        }

        Add(start, stop, scanner.Holes, isComment: false, isXml: false, token.String);
        if (builder.Build(Id('s', strings + 1), BlockKind.Paragraph) is { } block && (isPart || CodeProse.IsText(block)))
        {
            strings++;
            Keep(block, token, (token.Start, token.End), lineBreak: null);
        }

        builder.Clear();
    }

    void Keep(Block block, CodeToken token, (int Start, int End) whole, string? lineBreak)
    {
        if (blocks.Count == maxBlocks)
            throw DocumentException.Broken($"The source has more than {maxBlocks:N0} comments and strings.");
        if (lastWhole != whole)
            (lastWhole, lastWholeBytes) = (whole, (cursor.Peek(whole.Start), cursor.Peek(whole.End)));
        blocks.Add(new(block, builder.Segments(), token, lastWholeBytes, lineBreak));
    }

    static string Id(char kind, int number) => string.Create(CultureInfo.InvariantCulture, $"{kind}{number}");
}
