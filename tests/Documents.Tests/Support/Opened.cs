namespace SwipeReview.Documents.Tests.Support;

/// <summary>A document over bytes in memory, with the few things that tests say all the time.</summary>
sealed class Opened : IDisposable
{
    readonly MemoryStream stream;

    public Opened(byte[] bytes, string contentType, DocumentLimits? limits = null)
    {
        stream = new(bytes, writable: false);
        Bytes = bytes;
        ContentType = contentType;
        Document = Document.Open(stream, contentType, limits);
    }

    public byte[] Bytes { get; }

    public string ContentType { get; }

    public Document Document { get; }

    public IReadOnlyList<Block> Blocks => Document.Blocks;

    public IEnumerable<string> Texts => Blocks.Select(b => b.Text);

    /// <summary>An edit of the first place where <paramref name="original"/> stands.</summary>
    public TextEdit Edit(string original, string replacement)
    {
        var block = Blocks.First(b => b.Text.Contains(original, StringComparison.Ordinal));
        var start = block.Text.IndexOf(original, StringComparison.Ordinal);
        return new(block.Id, start, start + original.Length, original, replacement);
    }

    /// <summary>An insertion after the first place where <paramref name="before"/> stands.</summary>
    public TextEdit Insert(string before, string text)
    {
        var edit = Edit(before, text);
        return edit with { Start = edit.End, Original = "" };
    }

    public byte[] Write(params IReadOnlyCollection<TextEdit> edits)
    {
        foreach (var edit in edits)
            Assert.Null(Document.Check(edit));
        using var output = new MemoryStream();
        Document.Write(edits, output);
        return output.ToArray();
    }

    public byte[] Redline(params IReadOnlyCollection<TextEdit> edits)
    {
        using var output = new MemoryStream();
        Document.WriteRedline([.. edits.Select(e => new TrackedEdit(e, "Ann", DateTimeOffset.UnixEpoch))], output);
        return output.ToArray();
    }

    public Opened Apply(params IReadOnlyCollection<TextEdit> edits) => new(Write(edits), ContentType);

    public void Dispose()
    {
        Document.Dispose();
        stream.Dispose();
    }
}
