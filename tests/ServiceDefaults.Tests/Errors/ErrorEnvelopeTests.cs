using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using SwipeReview.Testing;

namespace SwipeReview.ServiceDefaults.Tests.Errors;

public sealed class ErrorEnvelopeTests(Infrastructure infrastructure)
{
    [Fact]
    public async Task Every_fault_has_the_envelope_and_a_request_id()
    {
        await using var service = await NotesService.StartAsync(infrastructure);
        using var person = service.As(Guid.CreateVersion7());
        using var anonymous = service.Client();
        using var notJson = new StringContent("{\"text\":", Encoding.UTF8, "application/json");
        using var wrongType = new StringContent("text", Encoding.UTF8, "text/plain");

        await AssertEnvelopeAsync(await anonymous.GetAsync("/nowhere"), HttpStatusCode.NotFound, "NOT_FOUND");
        await AssertEnvelopeAsync(await anonymous.GetAsync("/api/v1/notes/careless"), HttpStatusCode.Unauthorized, "UNAUTHENTICATED");
        await AssertEnvelopeAsync(await person.PostAsync("/api/v1/notes", notJson), HttpStatusCode.BadRequest, "VALIDATION_ERROR");
        await AssertEnvelopeAsync(await person.PostAsync("/api/v1/notes", wrongType), HttpStatusCode.UnsupportedMediaType, "UNSUPPORTED_MEDIA_TYPE");
        await AssertEnvelopeAsync(await person.PostAsJsonAsync("/api/v1/notes", new { }), HttpStatusCode.BadRequest, "VALIDATION_ERROR");
        await AssertEnvelopeAsync(await person.DeleteAsync("/api/v1/notes/page"), HttpStatusCode.MethodNotAllowed, "METHOD_NOT_ALLOWED");
        await AssertEnvelopeAsync(await person.GetAsync("/api/v1/notes/page?limit=201"), HttpStatusCode.BadRequest, "VALIDATION_ERROR");
        await AssertEnvelopeAsync(await person.GetAsync("/internal/notes"), HttpStatusCode.Forbidden, "FORBIDDEN");

        var fault = await AssertEnvelopeAsync(await person.GetAsync("/api/v1/notes/fault"), HttpStatusCode.InternalServerError, "INTERNAL");
        Assert.DoesNotContain("inner workings", fault);
    }

    [Fact]
    public async Task A_well_formed_request_id_is_taken_over_and_another_is_replaced()
    {
        await using var service = await NotesService.StartAsync(infrastructure);
        using var client = service.Client();
        using var known = new HttpRequestMessage(HttpMethod.Get, "/alive") { Headers = { { "X-Request-Id", "req_0123456789abcdef" } } };
        using var forged = new HttpRequestMessage(HttpMethod.Get, "/alive") { Headers = { { "X-Request-Id", "req_<script>" } } };

        Assert.Equal("req_0123456789abcdef", (await client.SendAsync(known)).Headers.GetValues("X-Request-Id").Single());
        Assert.Matches("^req_[0-9a-f]{32}$", (await client.SendAsync(forged)).Headers.GetValues("X-Request-Id").Single());
    }

    [Fact]
    public async Task Health_says_what_is_checked_and_metrics_count_requests()
    {
        await using var service = await NotesService.StartAsync(infrastructure);
        using var client = service.Client();

        var health = await client.GetFromJsonAsync<JsonElement>("/health");
        Assert.Equal("healthy", health.GetProperty("checks").GetProperty("database").GetProperty("status").GetString());

        Assert.Contains("http_request_duration_seconds_count", await client.GetStringAsync("/metrics"));
    }

    private static async Task<string> AssertEnvelopeAsync(HttpResponseMessage answer, HttpStatusCode status, string code)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(status == answer.StatusCode, $"{answer.RequestMessage?.RequestUri}: {answer.StatusCode} {text}");
        var body = JsonDocument.Parse(text).RootElement;
        Assert.False(body.GetProperty("success").GetBoolean());
        Assert.Equal(code, body.GetProperty("error").GetProperty("code").GetString());
        Assert.Equal(answer.Headers.GetValues("X-Request-Id").Single(), body.GetProperty("requestId").GetString());
        return text;
    }
}
