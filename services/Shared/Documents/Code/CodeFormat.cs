using System.Security;
using SwipeReview.Documents.Containers;
using SwipeReview.Documents.Editing;
using SwipeReview.Documents.Formats;
using SwipeReview.Documents.Text;

namespace SwipeReview.Documents.Code;

/// <summary>Source code: comments and the strings that are text for people. Code is never touched.</summary>
internal sealed class CodeFormat(Language language) : DocumentFormat
{
    TextCodec codec = TextCodec.Utf8;
    ReadOnlyMemory<byte> bytes;
    string lineBreak = "\n";
    (int Start, CodePart Part)? last;

    public override List<SourceBlock> Read(IContainer container, DocumentLimits limits)
    {
        codec = container.Sniff();
        bytes = container.Load(0);
        if (bytes.Length > limits.SourceBytes)
            throw DocumentException.Broken($"The source file is larger than {limits.SourceBytes / (1024 * 1024)} MB.");
        lineBreak = LineBreakCount.In(bytes.Span, codec);
        return [.. CodeReader.Read(bytes, language, lineBreak, codec, limits.Blocks)];
    }

    public override bool IsLines => codec.Unit == 1;

    public override EditRefusal? Check(SourceBlock block, IReadOnlyList<Piece> pieces)
    {
        var code = (CodeBlock)block;
        foreach (var piece in pieces)
        {
            if (codec.WhyNotWritable(piece.Replacement) is { } why)
                return new(EditRefusalReason.NotWritable, why);
            if (piece.Replacement.Contains('\n') && code.LineBreak is null)
                return new(EditRefusalReason.NotWritable, "A line break can't be written here.");
            if (piece.Replacement.Any(IsHarmful))
                return new(EditRefusalReason.NotWritable, "The new text holds a character that is not seen, or that turns code around.");
        }

        return WhyNotRead(code, pieces, Reading.Exact);
    }

    public override EditRefusal? CheckTogether(SourceBlock block, IReadOnlyList<Piece> pieces) => WhyNotRead((CodeBlock)block, pieces, Reading.Words);

    public override void Cut(ReadOnlySpan<byte> part, SourceBlock block, IReadOnlyList<Piece> pieces, List<Splice> splices) =>
        LinearCut.Add(part, block, pieces, Write, splices);

    byte[] Write(string replacement, SourceBlock block, Piece piece)
    {
        var code = (CodeBlock)block;
        var text = code.IsXml ? SecurityElement.Escape(replacement).Replace("&apos;", "'", StringComparison.Ordinal).Replace("&quot;", "\"", StringComparison.Ordinal) : replacement;
        if (code.String is { } style)
        {
            var quote = style.Close[..1];
            text = style is { Escapes: true, IsRaw: false } ? text.Replace(quote, "\\" + quote, StringComparison.Ordinal)
                : style.Doubles ? text.Replace(quote, quote + quote, StringComparison.Ordinal)
                : text;
        }

        return codec.Encode(text.Replace("\n", code.LineBreak ?? "", StringComparison.Ordinal));
    }

    /// <summary>Control characters, Unicode's line breaks, and the marks by which code reads otherwise than it is.</summary>
    static bool IsHarmful(char c) =>
        (char.IsControl(c) && c is not ('\n' or '\t')) || c is '\u2028' or '\u2029' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');

    EditRefusal? WhyNotRead(CodeBlock block, IReadOnlyList<Piece> pieces, Reading reading) => ChangesStructure(block, pieces, reading)
        ? new(EditRefusalReason.ChangesStructure, "The new text would be read as code here, or end the comment or string that it stands in.")
        : null;

    /// <summary>Reads the comment or string again with the edit in it: it has to end where it ended, and say what is expected.</summary>
    bool ChangesStructure(CodeBlock block, IReadOnlyList<Piece> pieces, Reading reading)
    {
        var (start, end) = block.Whole;
        var whole = bytes[start..end];
        if (last?.Start != start)
            last = (start, CodeReader.ReadPart(whole, language, block.Kind, lineBreak, codec));
        var before = last.Value.Part;
        var place = before.Blocks.FindIndex(b => b.Segments[0].ByteStart == block.Segments[0].ByteStart - start);
        if (place < 0 || before.Blocks[place].Block.Text != block.Block.Text)
            return true;

        var splices = new List<Splice>();
        Cut(bytes.Span, block, pieces, splices);
        using var output = new MemoryStream();
        Splices.Write(whole.Span, Splices.InOrder(splices.Select(s => s with { Start = s.Start - start })), output);
        var edited = output.ToArray();
        var after = CodeReader.ReadPart(edited, language, block.Kind, lineBreak, codec);
        var expected = Piece.Apply(block.Block.Text, pieces);
        if (after.End != codec.Decode(edited).Length || !IsSameRun(before.Kinds, after.Kinds))
            return true;
        if (after.Blocks.Count == before.Blocks.Count - 1 && string.IsNullOrWhiteSpace(expected))
            after.Blocks.Insert(place, before.Blocks[place]);
        else if (after.Blocks.Count != before.Blocks.Count || !reading.IsSame(after.Blocks[place].Block.Text, expected)
            || !after.Blocks[place].Delicate.SequenceEqual(before.Blocks[place].Delicate))
            return true;
        return before.Blocks.Zip(after.Blocks).Where((pair, i) => i != place && pair.First.Block.Text != pair.Second.Block.Text || pair.First.Block.Kind != pair.Second.Block.Kind).Any();
    }

    /// <summary>A run of line comments may become longer or shorter; anything else stays one thing.</summary>
    static bool IsSameRun(List<CodeTokenKind> before, List<CodeTokenKind> after) =>
        before.Count > 0 && after.Count > 0 && after.TrueForAll(k => k == before[0]) && (before[0] == CodeTokenKind.LineComment || after.Count == 1);
}
