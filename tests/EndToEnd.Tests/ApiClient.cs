using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using SwipeReview.Testing;

namespace SwipeReview.EndToEnd.Tests;

/// <summary>A person who uses the API instead of the browser.</summary>
internal static class ApiClient
{
    public const string Password = "a long enough passphrase";

    /// <summary>A new person, signed in.</summary>
    public static async Task<HttpClient> RegisterAsync(RunningSystem system)
    {
        var email = $"{Guid.CreateVersion7():N}@example.org";
        using var anonymous = new HttpClient { BaseAddress = system.Address };
        using var registered = await anonymous.PostAsJsonAsync("/api/v1/auth/register", new { email, password = Password });
        await registered.ShouldBeAsync<JsonElement>(HttpStatusCode.Created);
        return await LogInAsync(system, email);
    }

    public static async Task<HttpClient> LogInAsync(RunningSystem system, string email)
    {
        var client = new HttpClient { BaseAddress = system.Address };
        using var login = await client.PostAsJsonAsync("/api/v1/auth/login", new { email, password = Password });
        var token = (await login.ShouldBeAsync<JsonElement>(HttpStatusCode.OK)).GetProperty("accessToken").GetString();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    /// <summary>The administrator, who sets the usual password by the link in a mail. For one test alone: a link works once.</summary>
    public static async Task<HttpClient> AdministrateAsync(RunningSystem system)
    {
        using var anonymous = new HttpClient { BaseAddress = system.Address };
        using var forgot = await anonymous.PostAsJsonAsync("/api/v1/auth/password/forgot", new { email = RunningSystem.Administrator });
        Assert.Equal(HttpStatusCode.Accepted, forgot.StatusCode);
        var link = await Eventually.GetAsync(() => Mailbox.FindResetLinkAsync(system, RunningSystem.Administrator), "the administrator's mail");
        var token = link.Split('#')[1];
        using var reset = await anonymous.PostAsJsonAsync("/api/v1/auth/password/reset", new { token, password = Password });
        Assert.Equal(HttpStatusCode.NoContent, reset.StatusCode);
        return await LogInAsync(system, RunningSystem.Administrator);
    }

    public static async Task<HttpResponseMessage> UploadAsync(this HttpClient client, byte[] bytes, string name)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(bytes), "file", name } };
        return await client.PostAsync("/api/v1/uploads", form);
    }

    /// <summary>Uploads a text and has it proofread; returns the submitted job's id.</summary>
    public static async Task<Guid> ReviewAsync(this HttpClient client, string text)
    {
        using var upload = await client.UploadAsync(System.Text.Encoding.UTF8.GetBytes(text), "note.txt");
        var fileId = (await upload.ShouldBeAsync<JsonElement>(HttpStatusCode.Created)).GetProperty("id").GetGuid();
        using var submitted = await client.PostAsJsonAsync("/api/v1/jobs", new { type = "review", fileId });
        return (await submitted.ShouldBeAsync<JsonElement>(HttpStatusCode.Accepted)).GetProperty("id").GetGuid();
    }
}
