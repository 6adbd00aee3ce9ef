namespace SwipeReview.Identity.Sessions;

/// <param name="ExpiresIn">Seconds that the access token lasts.</param>
/// <param name="RefreshToken">Works once, for the next pair.</param>
internal sealed record SessionTokens(string AccessToken, string TokenType, int ExpiresIn, string RefreshToken);
