using System.Net;

namespace SwipeReview.LlmRouter.Providers.LanguageModels;

/// <summary>One vendor's wire: a prompt goes out, text comes back. What to do with either is not its business.</summary>
internal interface ILanguageModel
{
    string Provider { get; }

    LanguageModelOptions Options { get; }

    /// <exception cref="VendorException">The vendor refused, failed, or cut the answer off.</exception>
    Task<Completion> CompleteAsync(Prompt prompt, CancellationToken cancellationToken);

    /// <summary>A cheap question whose answer shows that address, key and model are right.</summary>
    /// <exception cref="VendorException">They are not.</exception>
    Task ProbeAsync(CancellationToken cancellationToken);
}

internal sealed record Completion(string Text, long InputTokens, long OutputTokens);

/// <summary>A vendor's fault. <paramref name="isTransient"/>: asking again may help, after <paramref name="retryAfter"/> if the vendor says so.</summary>
internal sealed class VendorException(string message, bool isTransient, TimeSpan? retryAfter = null, Exception? inner = null) : Exception(message, inner)
{
    public bool IsTransient => isTransient;

    public TimeSpan? RetryAfter => retryAfter;

    /// <summary>Too many requests, a fault on their side, or (529) too busy. Never a wrong key or a bad request.</summary>
    public static bool IsTransientStatus(int status) => status is (int)HttpStatusCode.RequestTimeout or (int)HttpStatusCode.TooManyRequests or >= 500;
}
