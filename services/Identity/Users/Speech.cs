namespace SwipeReview.Identity.Users;

/// <summary>The language that a person is written to in: that of the page which they asked from.</summary>
internal static class Speech
{
    /// <summary>The tag that <c>Accept-Language</c> likes best, as <c>de</c> or <c>en-GB</c>; null when it says none.</summary>
    public static string? Of(HttpRequest request) => request.GetTypedHeaders().AcceptLanguage
        .OrderByDescending(language => language.Quality ?? 1).FirstOrDefault()?.Value.Value is { Length: <= 16 } tag and not "*" ? tag : null;
}
