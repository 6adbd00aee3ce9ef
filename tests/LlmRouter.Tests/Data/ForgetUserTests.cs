using SwipeReview.Contracts.Identity;
using SwipeReview.LlmRouter.Tests.Support;
using SwipeReview.Testing;

namespace SwipeReview.LlmRouter.Tests.Data;

public sealed class ForgetUserTests(RouterApp router) : IClassFixture<RouterApp>
{
    [Fact]
    public async Task An_erased_person_leaves_no_routes_and_others_keep_theirs()
    {
        var erased = RouterRequests.Proposals("proofread", "We recieve this.");
        var other = RouterRequests.Proposals("proofread", "They recieve that.");
        await router.AskAsync(erased);
        await router.AskAsync(other);

        await router.ConsumingAsync();
        await router.Bus.Publish(new UserDeleted(erased.Id("userId"), DateTimeOffset.UnixEpoch));

        await Eventually.BeTrueAsync(async () => await CountAsync("routes", erased.Id("userId")) == 0, "the routes to be deleted");
        Assert.Equal(0, await CountAsync("usage", erased.Id("userId")));
        Assert.Equal(1, await CountAsync("routes", other.Id("userId")));
    }

    private Task<long> CountAsync(string table, Guid userId) =>
        router.QueryAsync<long>($"select count(*) from {table} where user_id = '{userId}'");
}
