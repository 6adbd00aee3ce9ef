using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using SwipeReview.ServiceDefaults.Api;

namespace SwipeReview.Gateway.Tests.Support;

internal static class Answers
{
    public static async Task<T> ShouldBeAsync<T>(this HttpResponseMessage answer, HttpStatusCode status)
    {
        Assert.True(answer.StatusCode == status, $"{(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
        return (await answer.Content.ReadFromJsonAsync<T>(ApiJson.Options))!;
    }

    public static Task<Echo> ShouldEchoAsync(this HttpResponseMessage answer) => answer.ShouldBeAsync<Echo>(HttpStatusCode.OK);

    /// <summary>The envelope's error, with the code that goes with it.</summary>
    public static async Task<JsonElement> ShouldFailAsync(this HttpResponseMessage answer, HttpStatusCode status, string code)
    {
        var envelope = await answer.ShouldBeAsync<JsonElement>(status);
        Assert.False(envelope.GetProperty("success").GetBoolean());
        Assert.Equal(Assert.Single(answer.Headers.GetValues("X-Request-Id")), envelope.GetProperty("requestId").GetString());
        var error = envelope.GetProperty("error");
        Assert.Equal(code, error.GetProperty("code").GetString());
        return error;
    }

    public static string? Header(this HttpResponseMessage answer, string name) =>
        answer.Headers.TryGetValues(name, out var values) || answer.Content.Headers.TryGetValues(name, out values) ? string.Join(", ", values) : null;
}
