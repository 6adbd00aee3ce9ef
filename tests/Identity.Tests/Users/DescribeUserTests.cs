using System.Net;
using System.Text.Json;
using SwipeReview.Identity.Tests.Support;
using SwipeReview.Identity.Tokens;
using SwipeReview.Testing;

namespace SwipeReview.Identity.Tests.Users;

public sealed class DescribeUserTests(IdentityApp app) : IClassFixture<IdentityApp>
{
    [Fact]
    public async Task A_service_learns_a_name_and_nothing_else()
    {
        using var registered = await app.Client().RegisterAsync(Api.NewEmail(), displayName: "Zoë");
        var user = await registered.ShouldBeAsync<UserAnswer>(HttpStatusCode.Created);

        using var answer = await AsDelivery().GetAsync($"/internal/users/{user.Id}");

        var told = await answer.ShouldBeAsync<JsonElement>(HttpStatusCode.OK);
        Assert.Equal("Zoë", told.GetProperty("displayName").GetString());
        Assert.Equal(["displayName", "id"], told.EnumerateObject().Select(member => member.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_person_may_not_ask_and_who_was_erased_is_not_found()
    {
        var session = await app.Client().NewSessionAsync();
        var id = (await (await app.As(session).GetAsync("/api/v1/users/me")).ShouldBeAsync<UserAnswer>(HttpStatusCode.OK)).Id;

        using var asPerson = await app.As(session).GetAsync($"/internal/users/{id}");
        using var erase = await app.As(session).DeleteAsync("/api/v1/users/me");
        using var erased = await AsDelivery().GetAsync($"/internal/users/{id}");
        using var unknown = await AsDelivery().GetAsync($"/internal/users/{Guid.CreateVersion7()}");

        await asPerson.ShouldFailAsync(HttpStatusCode.Forbidden, "FORBIDDEN");
        Assert.True(erase.IsSuccessStatusCode);
        await erased.ShouldFailAsync(HttpStatusCode.NotFound, "NOT_FOUND");
        await unknown.ShouldFailAsync(HttpStatusCode.NotFound, "NOT_FOUND");
    }

    private HttpClient AsDelivery() => app.As(app.Service<TokenIssuer>().ForService("delivery"));
}
