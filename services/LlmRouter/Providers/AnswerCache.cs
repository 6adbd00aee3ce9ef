using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.Options;
using SwipeReview.LlmRouter.Sharing;
using SwipeReview.ServiceDefaults.Api;
using SwipeReview.ServiceDefaults.Redis;

namespace SwipeReview.LlmRouter.Providers;

/// <summary>
/// Equal questions to the same model get the answer of the first, for a day; those that come while it is asked wait for
/// it, on whichever instance they are: one of each instance looks, the others wait behind it. The key holds a hash and no text. A fault is nobody's answer but the asker's.
/// </summary>
internal sealed class AnswerCache(CacheAside cache, SharedPlaces places, IOptions<RouterOptions> options, TimeProvider clock)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(15);
    private static readonly TimeSpan LongestLook = TimeSpan.FromMilliseconds(250);

    private readonly LocalTurns turns = new();

    /// <param name="ask">Its answer is kept when it says so.</param>
    public async Task<(ProviderAnswer Answer, bool FromCache)> GetOrAskAsync(
        IProposalProvider provider, ProviderRequest request, Guid userId, Func<Task<(ProviderAnswer Answer, bool MayKeep)>> ask, CancellationToken cancellationToken)
    {
        var key = $"llm:answer:{provider.Name}:{Hash(provider, request)}";
        if (await cache.GetAsync<ProviderAnswer>(key) is { } kept)
        {
            return (kept, true);
        }

        using var mine = await turns.TakeAsync(key, cancellationToken);
        for (var pause = Look; ; pause = pause < LongestLook ? pause * 1.5 : LongestLook)
        {
            if (await cache.GetAsync<ProviderAnswer>(key) is { } known)
            {
                return (known, true);
            }

            if (await places.TryTakeAsync($"{key}:asked", places: 1) is { } turn)
            {
                await using (turn)
                {
                    return await AskAsync(provider, request, userId, key, ask);
                }
            }

            await Task.Delay(pause, clock, cancellationToken);
        }
    }

    /// <summary>All that was answered for a person.</summary>
    public Task DropAsync(Guid userId) => cache.DropTagAsync(TagOf(userId));

    /// <summary>All that a provider answered.</summary>
    public Task DropAsync(string provider) => cache.DropTagAsync(TagOf(provider));

    private async Task<(ProviderAnswer Answer, bool FromCache)> AskAsync(
        IProposalProvider provider, ProviderRequest request, Guid userId, string key, Func<Task<(ProviderAnswer Answer, bool MayKeep)>> ask)
    {
        // Whoever had the turn before may have answered since we looked.
        if (await cache.GetAsync<ProviderAnswer>(key) is { } known)
        {
            return (known, true);
        }

        var (answer, mayKeep) = await ask();
        if (mayKeep)
        {
            await cache.SetAsync(key, answer, options.Value.CacheLifetime, TagOf(provider.Name), TagOf(userId));
        }

        return (answer, false);
    }

    private static string TagOf(Guid userId) => $"llm:user:{userId}";

    private static string TagOf(string provider) => $"llm:provider:{provider}";

    // Block ids are left out: the same text in another document gets the same answer.
    private static string Hash(IProposalProvider provider, ProviderRequest request) => Convert.ToHexStringLower(SHA256.HashData(
        JsonSerializer.SerializeToUtf8Bytes(new { provider.Name, provider.Model, request.Task.PromptVersion, Input = provider.CacheKey(request) }, ApiJson.Options)));
}
