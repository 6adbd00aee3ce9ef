namespace SwipeReview.Documents.Containers;

/// <summary>The checksum of zip entries (ISO 3309, reflected polynomial EDB88320), eight bytes a step.</summary>
internal static class Crc32
{
    static readonly uint[][] Tables = BuildTables();

    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        var t = Tables;
        for (; bytes.Length >= 8; bytes = bytes[8..])
        {
            var low = crc ^ BitConverter.ToUInt32(bytes);
            crc = t[7][low & 0xFF] ^ t[6][(low >> 8) & 0xFF] ^ t[5][(low >> 16) & 0xFF] ^ t[4][low >> 24]
                ^ t[3][bytes[4]] ^ t[2][bytes[5]] ^ t[1][bytes[6]] ^ t[0][bytes[7]];
        }

        foreach (var b in bytes)
            crc = (crc >> 8) ^ t[0][(crc ^ b) & 0xFF];
        return ~crc;
    }

    static uint[][] BuildTables()
    {
        var tables = Enumerable.Range(0, 8).Select(_ => new uint[256]).ToArray();
        for (uint n = 0; n < 256; n++)
        {
            var c = n;
            for (var bit = 0; bit < 8; bit++)
                c = (c & 1) == 0 ? c >> 1 : (c >> 1) ^ 0xEDB88320;
            tables[0][n] = c;
        }

        for (var k = 1; k < 8; k++)
        {
            for (var n = 0; n < 256; n++)
                tables[k][n] = (tables[k - 1][n] >> 8) ^ tables[0][tables[k - 1][n] & 0xFF];
        }

        return tables;
    }
}
