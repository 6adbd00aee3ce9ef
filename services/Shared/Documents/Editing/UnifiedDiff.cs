using System.Text;

namespace SwipeReview.Documents.Editing;

/// <summary>Writes splices of a text as a unified diff, which <c>patch</c> and <c>git apply</c> take. Lines end at <c>\n</c>, as they do there.</summary>
internal ref struct UnifiedDiff(ReadOnlySpan<byte> original, List<Splice> splices, Stream output)
{
    const int Context = 3;

    readonly ReadOnlySpan<byte> original = original;
    int shift;

    public void Write(string fileName)
    {
        if (splices.Count == 0)
            return;
        Put($"--- a/{fileName}\n+++ b/{fileName}\n");
        var lines = LineStarts();
        for (var i = 0; i < splices.Count;)
        {
            // A hunk takes in every splice whose context meets the one before.
            var first = LineAt(lines, splices[i].Start);
            var last = LineAt(lines, splices[i].End);
            var next = i + 1;
            for (; next < splices.Count && LineAt(lines, splices[next].Start) <= last + (2 * Context); next++)
                last = LineAt(lines, splices[next].End);
            WriteHunk(lines, first, last, i, next);
            i = next;
        }
    }

    void WriteHunk(List<int> lines, int first, int last, int from, int to)
    {
        var start = Math.Max(0, first - Context);
        var end = Math.Min(lines.Count - 1, last + 1 + Context);
        var body = new MemoryStream();
        int before = 0, after = 0, line = start;
        for (var i = from; i < to;)
        {
            var top = LineAt(lines, splices[i].Start);
            for (; line < top; line++, before++, after++)
                PutLine(body, ' ', original[lines[line]..lines[line + 1]]);

            // Splices that share lines change them together.
            var changed = new MemoryStream();
            var at = lines[top];
            var bottom = top;
            for (; i < to && LineAt(lines, splices[i].Start) <= bottom; i++)
            {
                changed.Write(original[at..splices[i].Start]);
                changed.Write(splices[i].Bytes.Span);
                at = splices[i].End;
                bottom = Math.Max(bottom, LineAt(lines, splices[i].End));
            }

            changed.Write(original[at..lines[bottom + 1]]);
            for (; line <= bottom; line++, before++)
                PutLine(body, '-', original[lines[line]..lines[line + 1]]);
            after += PutLines(body, changed.GetBuffer().AsSpan(0, (int)changed.Length));
        }

        for (; line < end; line++, before++, after++)
            PutLine(body, ' ', original[lines[line]..lines[line + 1]]);
        Put($"@@ -{start + 1},{before} +{(after == 0 ? 0 : start + 1 + shift)},{after} @@\n");
        shift += after - before;
        body.Position = 0;
        body.CopyTo(output);
    }

    static int PutLines(MemoryStream body, ReadOnlySpan<byte> lines)
    {
        var count = 0;
        while (!lines.IsEmpty)
        {
            var length = lines.IndexOf((byte)'\n') + 1;
            length = length == 0 ? lines.Length : length;
            PutLine(body, '+', lines[..length]);
            lines = lines[length..];
            count++;
        }

        return count;
    }

    static void PutLine(MemoryStream body, char mark, ReadOnlySpan<byte> line)
    {
        body.WriteByte((byte)mark);
        body.Write(line);
        if (line.IsEmpty || line[^1] != '\n')
            body.Write("\n\\ No newline at end of file\n"u8);
    }

    /// <summary>Where each line starts, and one past the last line's end.</summary>
    readonly List<int> LineStarts()
    {
        var starts = new List<int> { 0 };
        for (var at = 0; original[at..].IndexOf((byte)'\n') is >= 0 and var found;)
        {
            at += found + 1;
            starts.Add(at);
        }

        if (starts[^1] < original.Length)
            starts.Add(original.Length);
        return starts;
    }

    /// <summary>The line that holds the byte; the end of the file belongs to its last line.</summary>
    static int LineAt(List<int> lines, int at)
    {
        var found = lines.BinarySearch(at);
        return Math.Clamp(found >= 0 ? found : ~found - 1, 0, Math.Max(0, lines.Count - 2));
    }

    readonly void Put(string text) => output.Write(Encoding.UTF8.GetBytes(text));
}
