using System.Globalization;
using SwipeReview.Documents.Editing;
using SwipeReview.Documents.Text;

namespace SwipeReview.Documents.Tex;

/// <summary>
/// Walks over LaTeX once and collects its paragraphs. Commands that only set text are hidden, so that edits go around them;
/// what it doesn't know is an object in the line. Where a group or formula doesn't close it stops.
/// </summary>
internal sealed partial class TexReader
{
    const string Object = "\uFFFC";
    const int MaxDepth = 512;

    /// <summary>Characters of the length in <c>\\[2pt]</c>. What is longer is text in brackets.</summary>
    const int LongestSkip = 32;

    readonly ReadOnlyMemory<byte> bytes;
    readonly TexSource source;
    readonly TextCodec codec;
    readonly ByteCursor cursor;
    readonly int maxBlocks;
    readonly List<(int Order, TexBlock Block)> found = [];
    readonly Stack<BlockBuilder> builders = [];
    readonly Stack<Group> groups = [];
    readonly Stack<string> environments = [];
    TexParagraph paragraph;
    int at;
    int begun;
    bool isLost;

    TexReader(ReadOnlyMemory<byte> bytes, int start, string text, TextCodec codec, int maxBlocks)
    {
        this.bytes = bytes;
        this.codec = codec;
        this.maxBlocks = maxBlocks;
        source = new(text);
        cursor = new(text, start, codec);
        paragraph = New(BlockKind.Paragraph);
    }

    /// <summary>A brace that is open. One that belongs to a paragraph of its own remembers what it stands in.</summary>
    /// <param name="NoteStart">Where the command began that leaves a mark in the outer paragraph; -1 when it leaves none.</param>
    /// <param name="SkipAfter">Arguments behind it that are not seen.</param>
    sealed record Group(TexParagraph? Outer = null, int NoteStart = -1, int SkipAfter = 0);

    public static List<TexBlock> Read(ReadOnlyMemory<byte> bytes, TextCodec codec, int maxBlocks)
    {
        var reader = new TexReader(bytes, codec.MarkLength, codec.Decode(bytes.Span[codec.MarkLength..]), codec, maxBlocks);
        reader.Preamble();
        return reader.ReadAll(reader.source.Length);
    }

    /// <summary>Reads a paragraph by itself, to see what an edit makes of it.</summary>
    public static List<TexBlock> ReadPart(ReadOnlyMemory<byte> bytes, TextCodec codec, BlockKind kind)
    {
        var reader = new TexReader(bytes, 0, codec.Decode(bytes.Span), codec, int.MaxValue);
        if (kind == BlockKind.Cell)
            reader.environments.Push("tabular");
        reader.Begin(kind);
        return reader.ReadAll(reader.source.Length);
    }

    /// <summary>Before the document begins only its title is text.</summary>
    void Preamble()
    {
        var body = source.IndexOf(@"\begin{document}", 0);
        if (body < 0)
            return;
        while (at < body && !isLost)
        {
            if (source[at] == '%')
                at = source.AfterComment(at);
            else if (source[at] == '{' && source.AfterGroup(at, '{', '}') is > 0 and var group)
                at = group;
            else if (source[at] != '\\')
                at++;
            else if (source.NameAt(at) is "title" or "subtitle" && source[at + source.NameAt(at).Length + 1] == '{')
                Title(body);
            else
                at += source.NameAt(at).Length + 1;
        }

        at = body;
        Begin(BlockKind.Paragraph);
    }

    void Title(int body)
    {
        Command(at, source.NameAt(at));
        while (at < body && groups.Count > 0 && !isLost)
            Step();
    }

    List<TexBlock> ReadAll(int end)
    {
        while (at < end && !isLost)
            Step();
        if (!isLost)
        {
            while (groups.TryPop(out var group))
            {
                Close(group);
                paragraph = group.Outer ?? paragraph;
            }

            Finish();
        }

        return [.. found.OrderBy(f => f.Order).Select((f, i) => f.Block.WithId(string.Create(CultureInfo.InvariantCulture, $"p{i + 1}")))];
    }

    void Step()
    {
        var c = source[at];
        var start = at;
        if (TexSource.IsSpace(c))
        {
            Space();
            return;
        }

        switch (c)
        {
            case '\\':
                Command(start, source.NameAt(start));
                break;
            case '%':
                at = source.AfterComment(at);
                break;
            case '{':
                at++;
                Open(new());
                break;
            case '}':
                if (groups.TryPop(out var group))
                    Close(group);
                at++;
                if (group is { SkipAfter: > 0 })
                    Skip(source.AfterArguments(at, group.SkipAfter));
                if (group?.Outer is not null)
                    CloseOwn(group);
                break;
            case '$':
                Atom(Object, source.AfterFormula(at), isProtected: true);
                break;
            case '~':
                Atom("\u00A0", at + 1);
                break;
            case '&' when IsInTable:
                at++;
                Begin(BlockKind.Cell);
                break;
            case '&' or '#' or '^' or '_':
                Atom(c.ToString(), at + 1, isProtected: true);
                break;
            case '-' when source.Stands("--", at):
                var dashes = source.Stands("---", at) ? 3 : 2;
                Atom(dashes == 3 ? "—" : "–", at + dashes);
                break;
            case '`':
                Atom(source.Stands("``", at) ? "“" : "‘", at + (source.Stands("``", at) ? 2 : 1));
                break;
            case '\'' when source.Stands("''", at):
                Atom("”", at + 2);
                break;
            default:
                Plain();
                break;
        }
    }

    bool IsInTable => environments.Any(TexCommands.IsTable);

    void Space()
    {
        var start = at;
        var breaks = 0;
        while (at < source.Length && TexSource.IsSpace(source[at]))
            breaks += source[at++] == '\n' ? 1 : 0;
        if (breaks > 1)
            Begin(paragraph.Kind is BlockKind.Cell or BlockKind.Footnote ? paragraph.Kind : Kind);
        else
            paragraph.Space(start, at);
    }

    void Plain()
    {
        var start = at++;
        while (at < source.Length && !TexSource.IsSpace(source[at]) && source[at] is not ('\\' or '%' or '{' or '}' or '$' or '~' or '&' or '#' or '^' or '_' or '-' or '`' or '\''))
            at++;
        paragraph.Plain(bytes.Span, start, at, cursor, codec);
    }

    void Atom(string text, int end, bool isProtected = false)
    {
        if (end < 0)
        {
            isLost = true;
            return;
        }

        paragraph.Atom(text, at, end, cursor, isProtected);
        at = end;
    }

    BlockKind Kind
    {
        get
        {
            foreach (var environment in environments)
            {
                if (TexCommands.KindOf(environment) is { } kind)
                    return kind;
            }

            return BlockKind.Paragraph;
        }
    }

    /// <summary>Ends the present paragraph and begins the next.</summary>
    void Begin(BlockKind kind, int? end = null)
    {
        Finish(end);
        paragraph = New(kind);
    }

    TexParagraph New(BlockKind kind) => new(at, begun++, kind, builders.TryPop(out var builder) ? builder : new());

    void Finish(int? end = null)
    {
        var stop = end is { } known && known >= paragraph.Start ? known : at;
        var block = paragraph.Build(Math.Min(stop, source.Length), cursor);
        builders.Push(paragraph.Builder);
        paragraph.Builder.Clear();
        if (block is null || stop - paragraph.Start > TexParagraph.Longest)
            return;
        if (found.Count == maxBlocks)
            throw DocumentException.Broken($"The document has more than {maxBlocks:N0} paragraphs.");
        found.Add((paragraph.Order, block));
    }

    void Open(Group group)
    {
        groups.Push(group);
        isLost |= groups.Count > MaxDepth;
    }

    void BeginOwn(TexCommand command, int start)
    {
        if (command.Role == TexRole.Block)
            Finish(start);
        paragraph = New(command.Kind);
    }

    /// <summary>The end of a paragraph of its own, before its closing brace.</summary>
    void Close(Group group)
    {
        if (group.Outer is not null)
            Finish();
    }

    /// <summary>After the closing brace: the outer paragraph goes on behind a note, and a new one begins behind anything else.</summary>
    void CloseOwn(Group group)
    {
        if (group.NoteStart < 0)
        {
            paragraph = New(Kind);
            return;
        }

        paragraph = group.Outer!;
        var end = at;
        at = group.NoteStart;
        Atom(Object, end, isProtected: true);
    }
}
