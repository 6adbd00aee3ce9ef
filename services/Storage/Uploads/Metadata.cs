using System.Buffers.Text;
using System.Text;

namespace SwipeReview.Storage.Uploads;

/// <summary>Upload-Metadata: pairs of a key and a value in Base64, with commas between them. A value may be missing.</summary>
internal static class Metadata
{
    /// <summary>Kept as long as the upload and sent back with it, so not for storing things.</summary>
    public const int Longest = 4_096;

    /// <returns>False when it is not what the protocol says.</returns>
    public static bool TryRead(string given, string key, out string? value)
    {
        value = null;
        if (given.Length > Longest)
        {
            return false;
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var pair in given.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = pair.Split(' ');
            var encoded = parts.Length > 1 ? parts[1] : "";
            if (parts.Length > 2 || !seen.Add(parts[0]) || !Base64.IsValid(encoded))
            {
                return false;
            }

            if (parts[0] == key)
            {
                value = Encoding.UTF8.GetString(Convert.FromBase64String(encoded));
            }
        }

        return true;
    }
}
