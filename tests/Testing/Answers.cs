using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using SwipeReview.ServiceDefaults.Api;
using Xunit;

namespace SwipeReview.Testing;

/// <summary>What a test expects of an HTTP answer.</summary>
public static class Answers
{
    public static async Task<T> ShouldBeAsync<T>(this HttpResponseMessage answer, HttpStatusCode status)
    {
        Assert.True(answer.StatusCode == status, $"{answer.RequestMessage?.Method} {answer.RequestMessage?.RequestUri}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        return (await answer.Content.ReadFromJsonAsync<T>(ApiJson.Options))!;
    }

    /// <summary>The envelope's error, with the code that goes with it.</summary>
    public static async Task<JsonElement> ShouldFailAsync(this HttpResponseMessage answer, HttpStatusCode status, string code)
    {
        var envelope = await answer.ShouldBeAsync<JsonElement>(status);
        Assert.False(envelope.GetProperty("success").GetBoolean());
        Assert.StartsWith("req_", envelope.GetProperty("requestId").GetString(), StringComparison.Ordinal);
        var error = envelope.GetProperty("error");
        Assert.Equal(code, error.GetProperty("code").GetString());
        return error;
    }
}
