namespace SwipeReview.Chaos.Check;

/// <summary>A folder store, as Storage lays it out: <c>objects/xx/xx/key</c>.</summary>
internal sealed class ObjectFolder
{
    private readonly string root;

    private ObjectFolder(string root, IReadOnlyDictionary<Guid, long> sizes) => (this.root, Sizes) = (root, sizes);

    /// <summary>Bytes of each object, by its key.</summary>
    public IReadOnlyDictionary<Guid, long> Sizes { get; }

    /// <summary>What lies there and is no object.</summary>
    public IReadOnlyList<string> Strangers { get; private init; } = [];

    public static ObjectFolder List(string folder)
    {
        var root = Path.Combine(folder, "objects");
        var sizes = new Dictionary<Guid, long>();
        var strangers = new List<string>();
        foreach (var file in Directory.Exists(root) ? new DirectoryInfo(root).EnumerateFiles("*", SearchOption.AllDirectories) : [])
        {
            if (Guid.TryParseExact(file.Name, "N", out var key))
            {
                sizes[key] = file.Exists ? file.Length : 0;
            }
            else
            {
                strangers.Add(file.FullName);
            }
        }

        return new ObjectFolder(root, sizes) { Strangers = strangers };
    }

    /// <summary>Its bytes now; null when it is not there.</summary>
    public long? SizeOf(Guid key)
    {
        var name = key.ToString("N");
        var file = new FileInfo(Path.Combine(root, name[^2..], name[^4..^2], name));
        return file.Exists ? file.Length : null;
    }
}
