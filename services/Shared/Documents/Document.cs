using System.Security.Cryptography;
using SwipeReview.Documents.Code;
using SwipeReview.Documents.Containers;
using SwipeReview.Documents.Editing;
using SwipeReview.Documents.Formats;
using SwipeReview.Documents.Html;
using SwipeReview.Documents.Markdown;
using SwipeReview.Documents.Pdf;
using SwipeReview.Documents.Tex;
using SwipeReview.Documents.Text;
using SwipeReview.Documents.Word;

namespace SwipeReview.Documents;

/// <summary>
/// An immutable view of a file's bytes as blocks of text, which can be written again with edits cut in and nothing else changed.
/// Not for use by several threads at once.
/// </summary>
public sealed class Document : IDisposable
{
    /// <summary>Characters by which a message names a paragraph.</summary>
    const int Named = 60;

    readonly IContainer container;
    readonly DocumentFormat format;
    readonly List<SourceBlock> sources;
    readonly Dictionary<string, int> byId;

    Document(IContainer container, DocumentFormat format, DocumentLimits limits)
    {
        this.container = container;
        this.format = format;
        sources = format.Read(container, limits);
        Blocks = sources.ConvertAll(s => s.Block);
        byId = new(sources.Count);
        for (var i = 0; i < sources.Count; i++)
            byId.Add(sources[i].Block.Id, i);
    }

    /// <summary>All blocks that hold text, in reading order.</summary>
    public IReadOnlyList<Block> Blocks { get; }

    /// <summary>
    /// Reads the file in <paramref name="seekable"/>, which must stay open and unchanged until the document is disposed and is
    /// not disposed with it. Throws <see cref="DocumentException"/> when it is broken, hostile, over a limit, or not of
    /// <paramref name="contentType"/>.
    /// </summary>
    public static Document Open(Stream seekable, string contentType, DocumentLimits? limits = null)
    {
        limits ??= DocumentLimits.Default;
        if (seekable.Length == 0)
            throw DocumentException.Broken("The file is empty.");
        if (seekable.Length > limits.FileBytes)
            throw DocumentException.Broken($"The file is larger than {limits.FileBytes / (1024 * 1024)} MB.");
        return contentType switch
        {
            FileTypes.PlainText => new(Read(seekable), new TextFormat(), limits),
            FileTypes.Markdown => new(Read(seekable), new MarkdownFormat(), limits),
            FileTypes.Html => new(Read(seekable), new HtmlFormat(), limits),
            FileTypes.Docx => new(OpenPackage(seekable, limits), new WordFormat(), limits),
            FileTypes.Pdf => new(PdfCopy.Of(seekable, limits), new PdfFormat(), limits),
            FileTypes.Tex => new(Read(seekable), new TexFormat(), limits),
            _ when Languages.Find(contentType) is { } language => new(Read(seekable), new CodeFormat(language), limits),
            _ => throw DocumentException.NotSupported($"Files of type {contentType} can't be reviewed."),
        };
    }

    /// <summary>Null when the edit can be applied, else why not. Says nothing about other edits.</summary>
    public EditRefusal? Check(TextEdit edit)
    {
        if (!byId.TryGetValue(edit.BlockId, out var index))
            return new(EditRefusalReason.UnknownBlock, "The document has no such paragraph.");
        var source = sources[index];
        if (EditCheck.Check(source.Block, edit) is { } refusal)
            return refusal;
        if (Piece.From(source.Block, edit, 0) is not { } pieces)
            return new(EditRefusalReason.Protected, "The change touches something that is not prose: markup, code, an address, a field or an object.");
        return format.Check(source, pieces);
    }

    /// <summary>Whether <see cref="Write"/> can write this kind of file. A pdf is read only: its redline is a copy of its text.</summary>
    public bool CanWrite => format.WhyNotClean is null;

    /// <summary>Whether <see cref="WriteRedline"/> can show changes in this kind of file.</summary>
    public bool CanRedline => format.CanShowChanges;

    /// <summary>Whether <see cref="WritePatch"/> can: the file is text with lines that end in one byte.</summary>
    public bool CanPatch => format.IsLines;

    /// <summary>
    /// Writes the file with the accepted edits; without any, the same bytes. Insertions at one place keep the order of
    /// <paramref name="accepted"/>. Throws <see cref="DocumentException"/>, before the first byte, when an edit is refused by
    /// <see cref="Check"/> or overlaps another, when edits of a block together would make markup that none of them makes alone, and where <see cref="CanWrite"/> is false.
    /// </summary>
    public void Write(IReadOnlyCollection<TextEdit> accepted, Stream output)
    {
        if (format.WhyNotClean is { } why)
            throw DocumentException.NotSupported(why);
        container.Write(SplicesOf(accepted, Clean), output);
    }

    /// <summary>
    /// Null when <paramref name="output"/> (seekable) is the file with the accepted edits and nothing else: what
    /// <see cref="Write"/> gives, however the changed parts of a package are packed. Else a sentence about the first
    /// difference. Throws as <see cref="Write"/> does.
    /// </summary>
    public string? FindDifference(IReadOnlyCollection<TextEdit> accepted, Stream output)
    {
        var splices = SplicesOf(accepted, Clean);
        try
        {
            return container.FindDifference(splices, output);
        }
        catch (DocumentException broken)
        {
            return broken.Message;
        }
    }

    /// <summary>
    /// Writes the file with the edits as tracked changes: who accepts them all has the clean file's text, who rejects them all
    /// the original's. Throws as <see cref="Write"/> does, and where <see cref="CanRedline"/> is false.
    /// </summary>
    public void WriteRedline(IReadOnlyCollection<TrackedEdit> accepted, Stream output)
    {
        var revisions = new Revisions([.. accepted], format.AnnotationIds(container));
        var edits = accepted.Select(a => a.Edit).ToList();
        container.Write(SplicesOf(edits, Tracked), output);

        void Tracked(ReadOnlyMemory<byte> part, SourceBlock block, IReadOnlyList<Piece> pieces, List<Splice> splices) =>
            format.CutTracked(part.Span, block, pieces.Select(p => p.ToWholeWords(block, edits[p.Edit].Span)).ToList(), revisions, splices);
    }

    /// <summary>
    /// Writes the edits as a unified diff of <paramref name="fileName"/>; nothing without edits. Throws as <see cref="Write"/>
    /// does, and where <see cref="CanPatch"/> is false.
    /// </summary>
    public void WritePatch(IReadOnlyCollection<TextEdit> accepted, string fileName, Stream output)
    {
        if (!CanPatch)
            throw DocumentException.NotSupported("A patch can be made for text files only.");
        if (SplicesOf(accepted, Clean).TryGetValue(0, out var splices))
            new UnifiedDiff(container.Load(0).Span, splices, output).Write(fileName);
    }

    /// <summary>
    /// What <see cref="Write"/> would do to which part, with the edits that it is done for. Parts that stay are left out. Of a
    /// pdf the only part is the copy of its text, named <c>text</c>; <see cref="WriteRedline"/> without edits writes it.
    /// </summary>
    public IReadOnlyList<PartChange> Splices(IReadOnlyCollection<TextEdit> accepted) =>
        [.. SplicesOf(accepted, Clean).Select(part => PartChangeOf(part.Key, part.Value))];

    public void Dispose() => container.Dispose();

    void Clean(ReadOnlyMemory<byte> part, SourceBlock block, IReadOnlyList<Piece> pieces, List<Splice> splices) =>
        format.Cut(part.Span, block, pieces, splices);

    Dictionary<int, List<Splice>> SplicesOf(IReadOnlyCollection<TextEdit> accepted, Cutter cut)
    {
        var parts = new Dictionary<int, List<Splice>>();
        var inOrder = EditOrder.Sort(accepted, byId, Check);
        foreach (var part in inOrder.GroupBy(b => sources[b.Block].Part).OrderBy(g => g.Key))
        {
            var bytes = container.Load(part.Key);
            var splices = new List<Splice>();
            foreach (var (block, edits) in part)
            {
                var pieces = edits.SelectMany(e => Piece.From(sources[block].Block, e.Edit, e.Index)!).ToList();
                if (edits.Count > 1 && format.CheckTogether(sources[block], pieces) is { } refusal)
                    throw DocumentException.Broken($"The changes in “{StartOf(sources[block].Block)}” can be made one by one, but not together: {refusal.Message}");
                cut(bytes, sources[block], pieces, splices);
            }

            if (splices.Count > 0)
                parts.Add(part.Key, Editing.Splices.InOrder(splices));
        }

        return parts;
    }

    static string StartOf(Block block) => block.Text.Length <= Named ? block.Text : $"{block.Text.AsSpan(0, Named)}…";

    PartChange PartChangeOf(int part, List<Splice> splices)
    {
        var before = container.Load(part).Span;
        using var after = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var at = 0;
        foreach (var splice in splices)
        {
            after.AppendData(before[at..splice.Start]);
            after.AppendData(splice.Bytes.Span);
            at = splice.End;
        }

        after.AppendData(before[at..]);
        return new(
            container.NameOf(part), Convert.ToHexStringLower(SHA256.HashData(before)), Convert.ToHexStringLower(after.GetHashAndReset()),
            splices.ConvertAll(s => new ByteSplice(s.Start, s.Length, s.Bytes, s.Edits)));
    }

    delegate void Cutter(ReadOnlyMemory<byte> part, SourceBlock block, IReadOnlyList<Piece> pieces, List<Splice> splices);

    static ZipPackage OpenPackage(Stream stream, DocumentLimits limits)
    {
        WordKind.RefuseWhatIsNoPackage(stream);
        return new(stream, limits);
    }

    static SingleFile Read(Stream stream)
    {
        var bytes = new byte[stream.Length];
        stream.Position = 0;
        stream.ReadExactly(bytes);
        return new(bytes);
    }
}
