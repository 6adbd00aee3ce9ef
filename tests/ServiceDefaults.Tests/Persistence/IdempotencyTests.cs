using System.Net;
using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;
using SwipeReview.Testing;

namespace SwipeReview.ServiceDefaults.Tests.Persistence;

public sealed class IdempotencyTests(Infrastructure infrastructure)
{
    [Fact]
    public async Task A_key_has_one_effect_and_one_answer_however_much_at_once_it_comes()
    {
        await using var service = await NotesService.StartAsync(infrastructure);
        using var owner = service.As(Guid.CreateVersion7());

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => PostAsync(owner, "key-1", "once")));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Created, answer.StatusCode));
        Assert.Single((await Task.WhenAll(answers.Select(answer => answer.Content.ReadAsStringAsync()))).Distinct());
        Assert.Single(answers.Select(answer => answer.Headers.Location).Distinct());
        Assert.Equal(1, await service.InScopeAsync(db => db.Notes.CountAsync()));
    }

    [Fact]
    public async Task A_key_with_another_body_is_refused_and_another_persons_key_is_another_key()
    {
        await using var service = await NotesService.StartAsync(infrastructure);
        using var owner = service.As(Guid.CreateVersion7());
        using var other = service.As(Guid.CreateVersion7());
        await PostAsync(owner, "key-1", "first");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await PostAsync(owner, "key-1", "second")).StatusCode);
        Assert.Equal(HttpStatusCode.Created, (await PostAsync(other, "key-1", "second")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync(owner, new string('k', 256), "third")).StatusCode);
    }

    [Fact]
    public async Task A_refused_request_leaves_its_key_free()
    {
        await using var service = await NotesService.StartAsync(infrastructure);
        using var owner = service.As(Guid.CreateVersion7());

        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync(owner, "key-1", "refuse")).StatusCode);
        Assert.Equal(HttpStatusCode.Created, (await PostAsync(owner, "key-1", "fine")).StatusCode);
    }

    private static async Task<HttpResponseMessage> PostAsync(HttpClient client, string key, string text)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/notes") { Content = JsonContent.Create(new { text }) };
        request.Headers.Add("Idempotency-Key", key);
        return await client.SendAsync(request);
    }
}
