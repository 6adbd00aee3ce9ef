using System.Net;
using System.Text;
using SwipeReview.JobManagement.Tests.Support;
using SwipeReview.Testing;

namespace SwipeReview.JobManagement.Tests.Jobs;

/// <summary>Whose job it is, on every route.</summary>
public sealed class OwnershipTests(JobsApp shared)
{
    private readonly JobsSystem app = shared.System;
    private readonly Person ann = shared.System.NewPerson();

    public static TheoryData<string, string, string?> Routes => new()
    {
        { "GET", "", null },
        { "POST", "/cancel", null },
        { "GET", "/events", null },
        { "GET", "/changes", null },
        { "GET", "/preview", null },
        { "POST", "/decisions", """{"decisions":[{"changeId":"CHANGE","action":"accept"}]}""" },
        { "POST", "/decisions/bulk", """{"filter":{},"action":"accept"}""" },
        { "POST", "/decisions/bulk/01900000-0000-7000-8000-000000000000/undo", null },
    };

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task A_strangers_job_is_not_found(string method, string route, string? body)
    {
        var job = await ann.ReviewAsync("Here is teh cat.");
        var change = Assert.Single(await ann.ChangesAsync(job.Id));
        using var answer = await SendAsync(app.NewPerson().Http, method, $"/api/v1/jobs/{job.Id}{route}", body?.Replace("CHANGE", change.Id.ToString()));
        await answer.ShouldFailAsync(HttpStatusCode.NotFound, "NOT_FOUND");
        Assert.Equal("pending", Assert.Single(await ann.ChangesAsync(job.Id)).State);
    }

    [Fact]
    public async Task A_strangers_job_is_not_found_when_it_is_cached()
    {
        var job = await ann.ReviewAsync("Fine.");
        await ann.GetAsync(job.Id);
        using var answer = await app.NewPerson().Http.GetAsync($"/api/v1/jobs/{job.Id}");
        await answer.ShouldFailAsync(HttpStatusCode.NotFound, "NOT_FOUND");
    }

    [Fact]
    public async Task A_change_of_another_job_cannot_be_decided()
    {
        var mine = await ann.ReviewAsync("Here is teh cat.");
        var stranger = app.NewPerson();
        var theirs = await stranger.ReviewAsync("Here is teh dog.");
        var change = Assert.Single(await stranger.ChangesAsync(theirs.Id));
        using var answer = await ann.PostDecisionsAsync(mine.Id, new { changeId = change.Id, action = "accept" });
        await answer.ShouldFailAsync(HttpStatusCode.NotFound, "NOT_FOUND");
        Assert.Equal("pending", Assert.Single(await stranger.ChangesAsync(theirs.Id)).State);
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task Nobody_gets_in_without_a_token(string method, string route, string? body)
    {
        using var answer = await SendAsync(app.Anonymous(), method, $"/api/v1/jobs/{Guid.CreateVersion7()}{route}", body);
        await answer.ShouldFailAsync(HttpStatusCode.Unauthorized, "UNAUTHENTICATED");
    }

    [Fact]
    public async Task An_expired_token_is_refused()
    {
        using var answer = await app.WithToken(app.Identity.UserToken(ann.Id, lifetime: TimeSpan.FromMinutes(-5))).GetAsync("/api/v1/jobs");
        await answer.ShouldFailAsync(HttpStatusCode.Unauthorized, "UNAUTHENTICATED");
    }

    [Theory]
    [InlineData("")]
    [InlineData("/accepted-changes")]
    [InlineData("/billing")]
    [InlineData("/review")]
    public async Task Internal_routes_are_for_services_only(string route)
    {
        var job = await ann.SubmitAsync("Fine.");
        using var refused = await ann.Http.GetAsync($"/internal/jobs/{job.Id}{route}");
        await refused.ShouldFailAsync(HttpStatusCode.Forbidden, "FORBIDDEN");
        using var unknown = await app.AsService().GetAsync($"/internal/jobs/{Guid.CreateVersion7()}{route}");
        await unknown.ShouldFailAsync(HttpStatusCode.NotFound, "NOT_FOUND");
    }

    [Fact]
    public async Task The_database_fences_rows_even_where_a_query_forgets_their_owner()
    {
        var job = await ann.SubmitAsync("Fine.");
        foreach (var table in (string[])["jobs", "job_blocks", "changes", "change_conflicts", "decisions", "job_events"])
        {
            Assert.Equal(0, await app.ScalarAsync<long>(
                $"select set_config('app.user_id', '{Guid.CreateVersion7()}', false); select count(*) from {table}", result: 1));
        }

        Assert.Equal(1, await app.ScalarAsync<long>($"select count(*) from jobs where id = '{job.Id}'"));
    }

    private static Task<HttpResponseMessage> SendAsync(HttpClient http, string method, string path, string? body) => http.SendAsync(
        new HttpRequestMessage(new HttpMethod(method), path)
        {
            Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json"),
        });
}
