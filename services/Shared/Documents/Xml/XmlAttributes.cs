namespace SwipeReview.Documents.Xml;

/// <summary>The attributes of a start tag, found again on each question: most tags are never asked.</summary>
internal readonly ref struct XmlAttributes(ReadOnlySpan<byte> tag)
{
    readonly ReadOnlySpan<byte> tag = tag;

    /// <summary>The attributes of a whole tag, its angle brackets and name included.</summary>
    public static XmlAttributes Of(ReadOnlySpan<byte> tag) => new(tag[(1 + XmlNames.At(tag[1..]).Length)..^1]);

    /// <summary>Whether a tag has these bytes anywhere after its name: a quick no.</summary>
    public bool Mention(ReadOnlySpan<byte> bytes) => tag.Length > bytes.Length && tag.IndexOf(bytes) >= 0;

    public Enumerator GetEnumerator() => new(tag);

    /// <summary>The raw value of the attribute of that name as written, prefix included; empty when there is none.</summary>
    public ReadOnlySpan<byte> Find(ReadOnlySpan<byte> name)
    {
        foreach (var attribute in this)
        {
            if (attribute.Name.SequenceEqual(name))
                return attribute.Value;
        }

        return default;
    }

    /// <summary>The raw value of the first attribute of that local name, whatever its prefix; empty when there is none.</summary>
    public ReadOnlySpan<byte> FindLocal(ReadOnlySpan<byte> name)
    {
        foreach (var attribute in this)
        {
            if (attribute.Name[(attribute.Name.IndexOf((byte)':') + 1)..].SequenceEqual(name))
                return attribute.Value;
        }

        return default;
    }

    public readonly ref struct Attribute(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        public ReadOnlySpan<byte> Name { get; } = name;

        public ReadOnlySpan<byte> Value { get; } = value;
    }

    public ref struct Enumerator(ReadOnlySpan<byte> tag)
    {
        ReadOnlySpan<byte> rest = tag;

        public Attribute Current { readonly get; private set; }

        public bool MoveNext()
        {
            var equals = rest.IndexOf((byte)'=');
            if (equals < 0)
                return false;
            var name = rest[..equals].Trim(" \t\r\n"u8);
            rest = rest[(equals + 1)..].TrimStart(" \t\r\n"u8);
            if (rest.IsEmpty || rest[0] is not ((byte)'"' or (byte)'\''))
                return false;
            var length = rest[1..].IndexOf(rest[0]);
            if (length < 0)
                return false;
            Current = new(name, rest.Slice(1, length));
            rest = rest[(length + 2)..];
            return true;
        }
    }
}
