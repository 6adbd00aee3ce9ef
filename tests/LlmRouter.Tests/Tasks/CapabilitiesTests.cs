using SwipeReview.LlmRouter.Providers;
using SwipeReview.LlmRouter.Tasks;

namespace SwipeReview.LlmRouter.Tests.Tasks;

public sealed class CapabilitiesTests
{
    [Fact]
    public void Every_task_and_class_is_in_the_table() =>
        Assert.All(ProposalTask.All, task => Assert.All(Enum.GetValues<ProviderClass>(), provider => provider.Can(task)));

    [Fact]
    public void Rules_correct_and_shorten_and_cannot_follow_a_wish()
    {
        Assert.Equal(["plain-language", "proofread", "tighten"], ProposalTask.All.Where(task => ProviderClass.Local.Can(task)).Select(task => task.Name));
        Assert.False(ProviderClass.Local.FollowsWishes());
    }

    [Theory]
    [InlineData(ProviderClass.LocalModel)]
    [InlineData(ProviderClass.Cloud)]
    internal void Language_models_do_every_task(ProviderClass provider) => Assert.All(ProposalTask.All, task => Assert.True(provider.Can(task)));
}
