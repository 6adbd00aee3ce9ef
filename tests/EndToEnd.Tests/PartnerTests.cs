using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using SwipeReview.Testing;

namespace SwipeReview.EndToEnd.Tests;

/// <summary>A partner's program: everything by an API key, nothing by a password.</summary>
public sealed class PartnerTests(RunningSystem system)
{
    [Fact]
    public async Task By_key_a_file_is_uploaded_reviewed_decided_and_downloaded_until_the_key_is_revoked()
    {
        using var person = await ApiClient.RegisterAsync(system);
        using var made = await person.PostAsJsonAsync("/api/v1/api-keys", new { name = "Our shop" });
        var key = await made.ShouldBeAsync<JsonElement>(HttpStatusCode.Created);
        using var partner = new HttpClient
        {
            BaseAddress = system.Address,
            DefaultRequestHeaders = { { "X-Api-Key", key.GetProperty("key").GetString() } },
        };

        var job = await partner.ReviewAsync("I recieved alot of mail.\n");
        await Eventually.BeTrueAsync(async () => (await GetAsync(partner, $"/api/v1/jobs/{job}")).GetProperty("status").GetString() == "ready", "the cards", TimeSpan.FromMinutes(1));
        var changes = (await GetAsync(partner, $"/api/v1/jobs/{job}/changes")).GetProperty("items").EnumerateArray().Select(change => change.GetProperty("id").GetGuid()).ToList();
        Assert.NotEmpty(changes);
        using var decided = await partner.PostAsJsonAsync($"/api/v1/jobs/{job}/decisions", new { decisions = changes.Select(changeId => new { changeId, action = "accept" }) });
        await decided.ShouldBeAsync<JsonElement>(HttpStatusCode.OK);
        using var paid = await partner.PostAsJsonAsync("/api/v1/payments", new { jobId = job });
        await paid.ShouldBeAsync<JsonElement>(HttpStatusCode.Created);
        using var asked = await partner.PostAsJsonAsync("/api/v1/downloads", new { jobId = job, format = "clean" });
        var download = (await asked.ShouldBeAsync<JsonElement>(HttpStatusCode.Accepted)).GetProperty("id").GetGuid();
        var url = await Eventually.GetAsync(async () => (await GetAsync(partner, $"/api/v1/downloads/{download}")).GetProperty("url").GetString(), "the file");
        Assert.Equal("I received a lot of mail.\n", await partner.GetStringAsync(url));

        using var sessions = await partner.GetAsync("/api/v1/users/me/sessions");
        await sessions.ShouldFailAsync(HttpStatusCode.Forbidden, "FORBIDDEN");
        using var another = await partner.PostAsJsonAsync("/api/v1/api-keys", new { name = "to stay" });
        await another.ShouldFailAsync(HttpStatusCode.Forbidden, "FORBIDDEN");

        using var revoked = await person.DeleteAsync($"/api/v1/api-keys/{key.GetProperty("id").GetGuid()}");
        Assert.Equal(HttpStatusCode.NoContent, revoked.StatusCode);
        await Eventually.BeTrueAsync(
            async () =>
            {
                using var answer = await partner.GetAsync("/api/v1/jobs");
                return answer.StatusCode == HttpStatusCode.Unauthorized;
            },
            "the key's end", TimeSpan.FromSeconds(60));
    }

    private static async Task<JsonElement> GetAsync(HttpClient client, string path)
    {
        using var answer = await client.GetAsync(path);
        return await answer.ShouldBeAsync<JsonElement>(HttpStatusCode.OK);
    }
}
