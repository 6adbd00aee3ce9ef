using SwipeReview.LlmRouter.Sharing;

namespace SwipeReview.LlmRouter.Tests.Sharing;

public sealed class LocalTurnsTests
{
    private readonly LocalTurns turns = new();

    [Fact]
    public async Task A_key_is_had_by_one_at_a_time_and_another_key_is_free()
    {
        var first = await turns.TakeAsync("a", CancellationToken.None);
        var second = turns.TakeAsync("a", CancellationToken.None);
        using var other = await turns.TakeAsync("b", CancellationToken.None);
        Assert.False(second.IsCompleted);

        first.Dispose();

        (await second.WaitAsync(TimeSpan.FromSeconds(20))).Dispose();
    }

    [Fact]
    public async Task Who_gives_up_waiting_leaves_the_turn_to_others()
    {
        var first = await turns.TakeAsync("a", CancellationToken.None);
        using var tired = new CancellationTokenSource();
        var second = turns.TakeAsync("a", tired.Token);
        var third = turns.TakeAsync("a", CancellationToken.None);

        await tired.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        first.Dispose();

        (await third.WaitAsync(TimeSpan.FromSeconds(20))).Dispose();
    }
}
