using Microsoft.AspNetCore.Http.HttpResults;
using SwipeReview.ServiceDefaults.Errors;

namespace SwipeReview.LlmRouter.Providers;

/// <summary>Drops what is kept of a provider's answers: for who has put another model under the old name.</summary>
internal static class ForgetAnswers
{
    public static async Task<Results<NoContent, ErrorResult>> HandleAsync(string name, ProviderCatalogue catalogue, AnswerCache cache)
    {
        if (!catalogue.Configured.Any(provider => provider.Name == name))
        {
            return ErrorResults.NotFound("provider");
        }

        await cache.DropAsync(name);
        return TypedResults.NoContent();
    }
}
