using System.Net;
using SwipeReview.LlmRouter.Tests.Support;

namespace SwipeReview.LlmRouter.Tests.Workflows;

public sealed class ListWorkflowsTests(RouterApp router) : IClassFixture<RouterApp>
{
    [Fact]
    public async Task The_catalogue_is_a_page_that_is_empty_without_an_image_provider()
    {
        var page = await (await router.As(Guid.CreateVersion7()).GetAsync("/api/v1/workflows?limit=10")).JsonAsync();

        Assert.Empty(page["items"]!.AsArray());
        Assert.Null(page["nextCursor"]);
    }

    [Fact]
    public async Task It_needs_a_login() =>
        Assert.Equal(HttpStatusCode.Unauthorized, (await router.Anonymous().GetAsync("/api/v1/workflows")).StatusCode);

    [Fact]
    public async Task A_limit_out_of_range_is_refused() =>
        Assert.Equal(HttpStatusCode.BadRequest, (await router.As(Guid.CreateVersion7()).GetAsync("/api/v1/workflows?limit=201")).StatusCode);
}
