using System.ComponentModel.DataAnnotations;
using System.Net.Http.Json;
using Microsoft.Extensions.Options;

namespace SwipeReview.ServiceDefaults.Auth;

/// <summary>How this process proves to Identity which service it is. Section <c>ServiceAuth</c>.</summary>
public sealed class ServiceAuthOptions
{
    [Required]
    public string ClientId { get; set; } = "";

    /// <summary>Secret: from the environment only.</summary>
    [Required, MinLength(16)]
    public string ClientSecret { get; set; } = "";
}

/// <summary>
/// This service's own short-lived token for <c>/internal/*</c> routes of the others, from Identity's
/// <c>POST /internal/tokens</c>. Renewed at half its life, so that Identity may be away for minutes unnoticed.
/// </summary>
internal sealed class ServiceTokens(IHttpClientFactory clients, IOptions<ServiceAuthOptions> options, TimeProvider clock) : IDisposable
{
    public const string ClientName = "service-tokens";

    private readonly SemaphoreSlim gate = new(1, 1);
    private Current? current;

    /// <exception cref="HttpRequestException">Identity is away and the last token has expired.</exception>
    public async ValueTask<string> GetAsync(CancellationToken cancellationToken)
    {
        if (current is { } fresh && clock.GetUtcNow() < fresh.RenewAt)
        {
            return fresh.Token;
        }

        await gate.WaitAsync(cancellationToken);
        try
        {
            if (current is { } other && clock.GetUtcNow() < other.RenewAt)
            {
                return other.Token;
            }

            current = await FetchAsync(cancellationToken);
            return current.Token;
        }
        catch (Exception fault) when (fault is HttpRequestException or TaskCanceledException && current is { } last && clock.GetUtcNow() < last.Expires)
        {
            return last.Token;
        }
        finally
        {
            gate.Release();
        }
    }

    private async Task<Current> FetchAsync(CancellationToken cancellationToken)
    {
        using var client = clients.CreateClient(ClientName);
        using var answer = await client.PostAsJsonAsync("/internal/tokens", new TokenRequest(options.Value.ClientId, options.Value.ClientSecret), cancellationToken);
        answer.EnsureSuccessStatusCode();
        var token = await answer.Content.ReadFromJsonAsync<TokenAnswer>(cancellationToken)
            ?? throw new HttpRequestException("Identity answered without a token.");
        var now = clock.GetUtcNow();
        return new Current(token.AccessToken, now.AddSeconds(token.ExpiresIn / 2.0), now.AddSeconds(token.ExpiresIn));
    }

    public void Dispose() => gate.Dispose();

    private sealed record TokenRequest(string ClientId, string ClientSecret);

    private sealed record TokenAnswer(string AccessToken, int ExpiresIn);

    private sealed record Current(string Token, DateTimeOffset RenewAt, DateTimeOffset Expires);
}
