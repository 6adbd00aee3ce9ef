using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.Options;
using SwipeReview.ServiceDefaults.Api;
using SwipeReview.ServiceDefaults.Redis;

namespace SwipeReview.LlmRouter.Providers;

/// <summary>Equal questions to the same model get the answer of the first, for a day. The key holds a hash and no text.</summary>
internal sealed class AnswerCache(CacheAside cache, IOptions<RouterOptions> options)
{
    public async Task<(ProviderAnswer Answer, bool FromCache)> GetOrAskAsync(
        IProposalProvider provider, ProviderRequest request, CancellationToken cancellationToken)
    {
        var fromCache = true;
        var answer = await cache.GetOrLoadAsync<ProviderAnswer>(
            $"llm:{provider.Name}:{Hash(provider, request)}",
            options.Value.CacheLifetime,
            async token =>
            {
                fromCache = false;
                return await provider.ProposeAsync(request, token);
            },
            cancellationToken,
            $"llm:{provider.Name}");
        return (answer!, fromCache);
    }

    // Block ids are left out: the same text in another document gets the same answer.
    private static string Hash(IProposalProvider provider, ProviderRequest request) =>
        Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(new
        {
            provider.Name,
            provider.Model,
            request.Task.PromptVersion,
            request.Instructions,
            request.Language,
            Blocks = request.Blocks.Select(block => new { block.Kind, block.Text }),
        }, ApiJson.Options)));
}
