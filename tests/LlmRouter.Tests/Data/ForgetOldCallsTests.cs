using SwipeReview.LlmRouter.Data;
using SwipeReview.LlmRouter.Tests.Support;

namespace SwipeReview.LlmRouter.Tests.Data;

public sealed class ForgetOldCallsTests(RouterApp router) : IClassFixture<RouterApp>
{
    [Fact]
    public async Task What_is_older_than_a_month_goes_and_what_is_newer_stays()
    {
        await router.AskAsync(RouterRequests.Proposals("proofread", "We recieve it today."));
        var calls = await router.QueryAsync<long>("select count(*) from calls");
        await router.QueryAsync<Guid>("""
            insert into calls select gen_random_uuid(), request_id, user_id, provider, model, prompt_version, outcome, input_tokens, output_tokens,
                is_estimate, cost, proposals, duration_ms, first_ms, leaves_machine, created_at - interval '31 days' from calls limit 1 returning id
            """);
        await router.QueryAsync<string>("insert into spending values (current_date - 40, 'all', 1), (current_date, 'all', 2) returning scope");
        Assert.Equal(calls + 1, await router.QueryAsync<long>("select count(*) from calls"));

        await router.Get<ForgetOldCalls>().RunAsync(CancellationToken.None);

        Assert.Equal(calls, await router.QueryAsync<long>("select count(*) from calls"));
        Assert.Equal(2m, await router.QueryAsync<decimal>("select sum(amount) from spending"));
    }
}
