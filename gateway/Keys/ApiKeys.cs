using SwipeReview.Gateway.Limits;

namespace SwipeReview.Gateway.Keys;

/// <summary>
/// Turns an <c>X-Api-Key</c> into the token that Identity gives for it, before anything asks who calls: limits, policies
/// and services then see a person. Who brings a key that is not good is a stranger: counted for the address, and refused
/// where a person is needed. A bearer token goes before a key.
/// </summary>
internal sealed class ApiKeys(RequestDelegate next, ApiKeyTokens tokens, RequestCounter counter)
{
    private const string Header = "X-Api-Key";
    private const int LongestKey = 128;

    public async Task InvokeAsync(HttpContext context)
    {
        var headers = context.Request.Headers;
        var key = headers[Header].ToString();
        headers.Remove(Header); // no service knows of keys
        if (key.Length is 0 or > LongestKey || headers.Authorization.Count > 0 || !context.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase))
        {
            await next(context);
            return;
        }

        // A place for each key that Identity is asked about: guessing is stopped here, before it is Identity's load.
        var answer = await tokens.FindAsync(key, () => counter.TakeForKeyAsync(context), context.RequestAborted);
        if (answer.Refused is { } lease)
        {
            lease.WriteTo(context.Response.Headers);
            await RequestLimits.Refuse(lease).ExecuteAsync(context);
            return;
        }

        if (answer.Token is { } token)
        {
            headers.Authorization = $"Bearer {token}";
        }

        await next(context);
    }
}
