using System.Security.Cryptography;
using System.Text;

namespace SwipeReview.JobManagement.Work;

/// <summary>Ids that follow from what they name (UUID version 8 over SHA-256): the same work names its results the same.</summary>
internal static class StableId
{
    public static Guid Of(Guid owner, string name)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{owner}\n{name}"), hash);
        hash[6] = (byte)((hash[6] & 0x0f) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3f) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }
}
