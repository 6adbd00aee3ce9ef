namespace SwipeReview.Documents;

/// <summary>
/// The fence around a file from outside. All limits are counts, so that the same file gets the same answer on every machine;
/// but for what another program does with it, which is limited by time and memory, far beyond what sound files take.
/// Together they keep whatever passes under 1 GB of memory, open and written.
/// </summary>
public sealed record DocumentLimits
{
    public static DocumentLimits Default { get; } = new();

    /// <summary>Bytes of the file as uploaded.</summary>
    public int FileBytes { get; init; } = 50 * 1024 * 1024;

    /// <summary>Entries of a package.</summary>
    public int Entries { get; init; } = 10_000;

    /// <summary>Bytes of one package part once it is unpacked. Only parts that hold text are ever unpacked.</summary>
    public int PartBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>Unpacked size at which <see cref="ExpansionRatio"/> starts to count: small parts may repeat themselves as they like.</summary>
    public int ExpansionFloor { get; init; } = 24 * 1024 * 1024;

    /// <summary>Unpacked bytes per packed byte.</summary>
    public int ExpansionRatio { get; init; } = 100;

    /// <summary>Elements inside each other.</summary>
    public int Depth { get; init; } = 512;

    /// <summary>Elements of one XML part. A thousand pages have about a million.</summary>
    public int Elements { get; init; } = 5_000_000;

    /// <summary>Blocks of a document, empty paragraphs included.</summary>
    public int Blocks { get; init; } = 1_000_000;

    /// <summary>
    /// Pieces that a document's texts are put together from: each entity, tab, line break and the text between two of them.
    /// A book has some hundred thousand.
    /// </summary>
    public int Pieces { get; init; } = 4_000_000;

    /// <summary>Bytes of a Markdown file: its block structure has to be held whole while it is read.</summary>
    public int MarkdownBytes { get; init; } = 10 * 1024 * 1024;

    /// <summary>Bytes of a source code or TeX file: what is longer was written by a program.</summary>
    public int SourceBytes { get; init; } = 10 * 1024 * 1024;

    /// <summary>How long pdftotext may take.</summary>
    public TimeSpan PdfTime { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Bytes of address space for pdftotext, where prlimit of util-linux is there to set it.</summary>
    public long PdfMemory { get; init; } = 1024 * 1024 * 1024;

    /// <summary>Characters that pdftotext may give, geometry included: about ninety for each word.</summary>
    public long PdfOutput { get; init; } = 512 * 1024 * 1024;
}
