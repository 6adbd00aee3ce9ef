using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace SwipeReview.Payment.Processors.Stripe;

/// <summary>The <c>Stripe-Signature</c> of an event: <c>t=…,v1=…[,v1=…]</c>, over the bytes as they came.</summary>
internal static class StripeSignature
{
    private const int MostSignatures = 16;

    /// <param name="secrets">Any of them may have signed it: two while one takes the other's place.</param>
    /// <param name="tolerance">How far its time may be from <paramref name="now"/>, before or after.</param>
    public static bool IsValid(ReadOnlySpan<byte> body, string? header, IReadOnlyList<string> secrets, DateTimeOffset now, TimeSpan tolerance)
    {
        if (!TryParse(header, out var time, out var signatures)
            || (now - DateTimeOffset.FromUnixTimeSeconds(time)).Duration() > tolerance)
        {
            return false;
        }

        byte[] signed = [.. Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{time}.")), .. body];
        var matches = false;
        foreach (var secret in secrets)
        {
            var expected = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), signed);
            foreach (var signature in signatures)
            {
                matches |= CryptographicOperations.FixedTimeEquals(expected, signature); // no way out early: time tells nothing
            }
        }

        return matches;
    }

    private static bool TryParse(string? header, out long time, out List<byte[]> signatures)
    {
        (time, signatures) = (0, []);
        var times = 0;
        foreach (var part in (header ?? "").Split(','))
        {
            if (part.Split('=', 2) is not [var name, var value])
            {
                return false;
            }

            if (name == "t" && (++times > 1 || !long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out time) || time > uint.MaxValue))
            {
                return false;
            }

            if (name == "v1" && value.Length == 2 * HMACSHA256.HashSizeInBytes && value.All(char.IsAsciiHexDigitLower))
            {
                signatures.Add(Convert.FromHexString(value));
            }
        }

        return times == 1 && signatures.Count is > 0 and <= MostSignatures;
    }
}
