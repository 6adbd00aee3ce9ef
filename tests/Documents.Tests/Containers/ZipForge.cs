using System.Text;
using SwipeReview.Documents.Containers;

namespace SwipeReview.Documents.Tests.Containers;

/// <summary>Archives as no honest program writes them: every field of an entry can be a lie.</summary>
sealed class ZipForge
{
    readonly MemoryStream file = new();
    readonly List<byte[]> records = [];

    public static ZipForge From(byte[] package)
    {
        var forge = new ZipForge();
        foreach (var (name, content) in Support.Packages.Parts(package))
            forge.Add(name, content);
        return forge;
    }

    public ZipForge Add(
        string name, byte[] content, string? localName = null, ushort flags = 0, ushort method = 0, uint? size = null, uint? headerAt = null,
        uint? crc = null, ushort madeBy = 20, uint attributes = 0, bool wide = false)
        => Add(name, content, flags, (true, wide), localName, method, size, headerAt, crc, madeBy, attributes, wide);

    /// <summary>With the descriptor that <paramref name="flags"/> announce in a shape of its own, or left out.</summary>
    public ZipForge Add(
        string name, byte[] content, ushort flags, (bool Signed, bool Wide)? descriptor, string? localName = null, ushort method = 0, uint? size = null, uint? headerAt = null,
        uint? crc = null, ushort madeBy = 20, uint attributes = 0, bool wide = false)
    {
        var at = headerAt ?? (uint)file.Position;
        var length = size ?? (uint)content.Length;
        var sum = crc ?? Crc32.Of(content);
        if (headerAt is null)
        {
            var extra = wide ? WideFields(length, content.Length, null) : [];
            file.Write(Record(0x04034B50, [20, flags, method, 0, 0], sum, wide, content.Length, length, [(ushort)Encoding.UTF8.GetByteCount(localName ?? name), (ushort)extra.Length]));
            file.Write(Encoding.UTF8.GetBytes(localName ?? name));
            file.Write(extra);
            file.Write(content);
            if ((flags & 8) != 0 && descriptor is { } shape)
                file.Write([.. shape.Signed ? BitConverter.GetBytes(0x08074B50u) : [], .. BitConverter.GetBytes(sum), .. Wide(content.Length), .. Wide(length)]);

            byte[] Wide(long number) => descriptor is { Wide: true } ? BitConverter.GetBytes(number) : BitConverter.GetBytes((uint)number);
        }

        var bytes = Encoding.UTF8.GetBytes(name);
        var centralExtra = wide ? WideFields(length, content.Length, at) : [];
        records.Add([
            .. Record(0x02014B50, [madeBy, 20, flags, method, 0, 0], sum, wide, content.Length, length, [(ushort)bytes.Length, (ushort)centralExtra.Length, 0, 0, 0]),
            .. BitConverter.GetBytes(attributes), .. BitConverter.GetBytes(wide ? uint.MaxValue : at), .. bytes, .. centralExtra]);
        return this;
    }

    public byte[] Bytes(string comment = "", bool wide = false)
    {
        var at = (uint)file.Position;
        var output = new MemoryStream();
        output.Write(file.ToArray());
        foreach (var record in records)
            output.Write(record);
        var length = (uint)(output.Position - at);
        if (wide)
        {
            var wideAt = output.Position;
            output.Write([.. BitConverter.GetBytes(0x06064B50u), .. BitConverter.GetBytes(44L), 45, 0, 45, 0, 0, 0, 0, 0, 0, 0, 0, 0,
                .. BitConverter.GetBytes((long)records.Count), .. BitConverter.GetBytes((long)records.Count), .. BitConverter.GetBytes((long)length), .. BitConverter.GetBytes((long)at)]);
            output.Write([.. BitConverter.GetBytes(0x07064B50u), 0, 0, 0, 0, .. BitConverter.GetBytes(wideAt), 1, 0, 0, 0]);
        }

        output.Write([.. BitConverter.GetBytes(0x06054B50u), 0, 0, 0, 0, .. BitConverter.GetBytes((ushort)records.Count), .. BitConverter.GetBytes((ushort)records.Count),
            .. BitConverter.GetBytes(length), .. BitConverter.GetBytes(wide ? uint.MaxValue : at), .. BitConverter.GetBytes((ushort)comment.Length), .. Encoding.ASCII.GetBytes(comment)]);
        return output.ToArray();
    }

    static byte[] Record(uint signature, ushort[] head, uint crc, bool wide, int packed, uint size, ushort[] rest) =>
        [.. BitConverter.GetBytes(signature), .. head.SelectMany(BitConverter.GetBytes), .. BitConverter.GetBytes(crc),
            .. BitConverter.GetBytes(wide ? uint.MaxValue : (uint)packed), .. BitConverter.GetBytes(wide ? uint.MaxValue : size), .. rest.SelectMany(BitConverter.GetBytes)];

    static byte[] WideFields(uint size, int packed, uint? headerAt) =>
        [1, 0, (byte)(headerAt is null ? 16 : 24), 0, .. BitConverter.GetBytes((long)size), .. BitConverter.GetBytes((long)packed), .. headerAt is { } at ? BitConverter.GetBytes((long)at) : []];
}
