namespace SwipeReview.Documents.Code;

/// <summary>A line of a paragraph: its text [Start, End), and where the decoration before it began.</summary>
internal readonly record struct CommentLine(int LineStart, int DecorationEnd, int Start, int End);

/// <summary>A paragraph of a comment.</summary>
internal sealed record CommentParagraph(BlockKind Kind, List<CommentLine> Lines);

/// <summary>
/// Takes a comment apart into paragraphs: without the marks that make it a comment, the lines around titles, tags and their
/// names; without examples in code.
/// </summary>
internal sealed class CommentText(string source, CodeTokenKind kind)
{
    /// <summary>Spaces after the comment's mark that make a line an example.</summary>
    const int ExampleIndent = 5;

    const int ShortestRule = 3;

    readonly List<CommentParagraph> paragraphs = [];
    CommentParagraph? open;
    string? until;

    /// <param name="lines">What is between the marks that begin and end the comment, line by line.</param>
    public static List<CommentParagraph> Read(string source, CodeTokenKind kind, IReadOnlyList<(int Start, int End)> lines)
    {
        var text = new CommentText(source, kind);
        for (var i = 0; i < lines.Count; i++)
            text.Add(lines[i].Start, lines[i].End, isFirst: i == 0);
        return text.paragraphs;
    }

    void Add(int lineStart, int end, bool isFirst)
    {
        var start = AfterDecoration(lineStart, end, isFirst, out var indent);
        var decorationEnd = start;
        end = BeforeDecoration(start, end);
        var line = source.AsSpan(start, end - start);
        if (line.IsEmpty || IsExample(line, indent) || CodeProse.IsCode(line) || CodeProse.IsDirective(line))
        {
            open = null;
            return;
        }

        var lead = CodeProse.LeadingTagLength(line);
        var tail = lead < line.Length ? CodeProse.TrailingTagLength(line[lead..]) : 0;
        var mark = CodeProse.ListMarkLength(line[lead..]);
        start += lead + mark;
        end -= tail;
        if (lead + mark > 0)
            open = null;
        if (end <= start)
        {
            open = null;
            return;
        }

        if (open is null)
            paragraphs.Add(open = new(mark > 0 ? BlockKind.ListItem : BlockKind.Paragraph, []));
        open.Lines.Add(new(lineStart, decorationEnd, start, end));
        if (tail > 0 || (kind == CodeTokenKind.Docstring && source[end - 1] == ':'))
            open = null;
    }

    int AfterDecoration(int start, int end, bool isFirst, out int indent)
    {
        if (kind == CodeTokenKind.LineComment || (kind == CodeTokenKind.BlockComment && isFirst))
        {
            // More of what the mark is made of: ///, //!, ##, /**
            var mark = source[start - 1];
            while (start < end && (source[start] == mark || source[start] == '!'))
                start++;
        }

        var before = start;
        start = AfterSpace(start, end);
        if (kind == CodeTokenKind.BlockComment && !isFirst && start < end && source[start] == '*')
        {
            before = start + 1;
            start = AfterSpace(before, end);
        }

        indent = kind == CodeTokenKind.LineComment || before > 0 && source[before - 1] == '*' ? start - before : 0;
        var rule = start;
        while (rule < end && IsRule(source[rule]))
            rule++;
        return rule - start >= ShortestRule ? AfterSpace(rule, end) : start;
    }

    int BeforeDecoration(int start, int end)
    {
        end = start + source.AsSpan(start, end - start).TrimEnd().Length;
        var rule = end;
        while (rule > start && IsRule(source[rule - 1]))
            rule--;
        return end - rule >= ShortestRule ? start + source.AsSpan(start, rule - start).TrimEnd().Length : end;
    }

    int AfterSpace(int start, int end)
    {
        while (start < end && char.IsWhiteSpace(source[start]))
            start++;
        return start;
    }

    /// <summary>Code between fences or tags, and what is indented without a paragraph that it goes on with.</summary>
    bool IsExample(ReadOnlySpan<char> line, int indent)
    {
        if (until is not null)
        {
            if (line.Contains(until, StringComparison.Ordinal))
                until = null;
            return true;
        }

        until = line.StartsWith("```") ? "```"
            : line.StartsWith("~~~") ? "~~~"
            : line.StartsWith("@code") || line.StartsWith("\\code") ? "endcode"
            : line.Contains("<code", StringComparison.Ordinal) && !line.Contains("</code>", StringComparison.Ordinal) ? "</code>"
            : line.Contains("<pre", StringComparison.Ordinal) && !line.Contains("</pre>", StringComparison.Ordinal) ? "</pre>"
            : null;
        return until is not null || (open is null && indent >= ExampleIndent && kind != CodeTokenKind.Docstring);
    }

    static bool IsRule(char c) => c is '-' or '=' or '*' or '#' or '~' or '_' or '/' or '+' or '─' or '━' or '═';
}
