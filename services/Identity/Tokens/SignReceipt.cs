using System.Buffers.Text;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.IdentityModel.Tokens;
using SwipeReview.ServiceDefaults.Auth;
using SwipeReview.ServiceDefaults.Errors;

namespace SwipeReview.Identity.Tokens;

/// <summary>
/// <c>POST /internal/signatures/receipt</c>: signs the body, whatever it says, as a receipt and as nothing else. The
/// header is ours, so that its type keeps a receipt from ever passing as a token. For Delivery alone.
/// </summary>
internal static class SignReceipt
{
    /// <summary>In bytes. Some thirty thousand changes.</summary>
    public const int LargestPayload = 16 * 1024 * 1024;

    private const string Signer = TokenNames.ServiceSubjectPrefix + "delivery";
    private const int Chunk = 3 * 16 * 1024; // of three bytes, base64url makes four letters with nothing left over
    private static readonly Lock OneAtATime = new();

    /// <param name="Jws">RFC 7515, appendix F: header and signature, with the payload left out between the dots.</param>
    internal sealed record Response(string Jws);

    public static async Task<Results<Ok<Response>, ErrorResult>> HandleAsync(HttpRequest request, ClaimsPrincipal caller, KeyRing keys, CancellationToken cancellationToken)
    {
        if (!caller.HasClaim("sub", Signer))
        {
            return ErrorResults.Forbidden("Only Delivery gives out receipts.");
        }

        var credentials = keys.Current;
        var header = Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(new { alg = SecurityAlgorithms.EcdsaSha256, typ = TokenNames.ReceiptType, kid = credentials.Key.KeyId }));
        var hash = await HashAsync(header, request.Body, cancellationToken);
        lock (OneAtATime) // the pair is shared with the tokens of all requests
        {
            return TypedResults.Ok(new Response($"{header}..{Base64Url.EncodeToString(((ECDsaSecurityKey)credentials.Key).ECDsa.SignHash(hash))}"));
        }
    }

    private static async Task<byte[]> HashAsync(string header, Stream payload, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.ASCII.GetBytes(header + "."));
        var bytes = new byte[Chunk];
        var letters = new byte[Base64Url.GetEncodedLength(Chunk)];
        while (await payload.ReadAtLeastAsync(bytes, Chunk, throwOnEndOfStream: false, cancellationToken) is > 0 and var read)
        {
            hash.AppendData(letters, 0, Base64Url.EncodeToUtf8(bytes.AsSpan(0, read), letters));
        }

        return hash.GetHashAndReset();
    }
}
