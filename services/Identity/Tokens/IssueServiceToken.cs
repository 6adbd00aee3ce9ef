using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using SwipeReview.ServiceDefaults.Errors;

namespace SwipeReview.Identity.Tokens;

/// <summary>Which services may have tokens, with their secrets. Section <c>ServiceAuth</c>, <c>Clients:{name}</c>.</summary>
internal sealed class ServiceClientsOptions : IValidatableObject
{
    private const int ShortestSecret = 16;

    public Dictionary<string, string> Clients { get; } = new(StringComparer.OrdinalIgnoreCase);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        from client in Clients
        where client.Value.Length < ShortestSecret
        select new ValidationResult($"The secret of the service '{client.Key}' must have at least {ShortestSecret} characters.", [nameof(Clients)]);
}

internal static class IssueServiceToken
{
    internal sealed record Request(string ClientId, string ClientSecret);

    internal sealed record Response(string AccessToken, int ExpiresIn);

    public static Results<Ok<Response>, ErrorResult> Handle(Request request, IOptions<ServiceClientsOptions> options, TokenIssuer issuer)
    {
        // Hashes have one length and nobody's has no match, so the time tells neither names nor parts of secrets.
        var isKnown = options.Value.Clients.TryGetValue(request.ClientId, out var secret);
        var isRight = CryptographicOperations.FixedTimeEquals(Hash(request.ClientSecret), isKnown ? Hash(secret!) : new byte[SHA256.HashSizeInBytes]);
        return isKnown & isRight
            ? TypedResults.Ok(new Response(issuer.ForService(request.ClientId), (int)TokenIssuer.ServiceTokenLifetime.TotalSeconds))
            : ErrorResults.Unauthenticated("The client or its secret is wrong.");
    }

    private static byte[] Hash(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));
}
