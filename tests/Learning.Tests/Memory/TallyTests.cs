using FsCheck;
using FsCheck.Fluent;

namespace SwipeReview.Learning.Tests.Memory;

public sealed class TallyTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_decision_counts_half_after_90_days_and_a_quarter_after_180()
    {
        var tally = default(Tally).With(accepted: true, Now).With(accepted: false, Now.AddDays(-90)).With(accepted: false, Now.AddDays(-180));

        Assert.Equal(1, tally.At(Now).Accepted, 1e-12);
        Assert.Equal(0.75, tally.At(Now).Rejected, 1e-12);
        Assert.Equal(0.25, tally.At(Now.AddDays(180)).Accepted, 1e-12);
        Assert.Equal(3, tally.At(Now.AddYears(100)).Decisions);
    }

    /// <summary>Decisions over three years, then some of them undone in another order: what is left is what was never undone.</summary>
    [Fact]
    public void What_is_undone_leaves_nothing() =>
        Prop.ForAll(
            ArbMap.Default.ArbFor<(bool Accepted, bool Undone, ushort Hours)[]>(),
            decisions =>
            {
                static DateTimeOffset Time(ushort hours) => Now.AddHours(-(hours % 26_280));
                var tally = decisions.Aggregate(default(Tally), (sum, decision) => sum.With(decision.Accepted, Time(decision.Hours)));
                tally = decisions.Where(decision => decision.Undone).Reverse().Aggregate(tally, (sum, decision) => sum.Without(decision.Accepted, Time(decision.Hours)));
                var kept = decisions.Where(decision => !decision.Undone).Aggregate(default(Tally), (sum, decision) => sum.With(decision.Accepted, Time(decision.Hours)));

                Assert.Equal((kept.Accepted, kept.Rejected), (tally.Accepted, tally.Rejected));
                Assert.Equal(kept.At(Now).Accepted, tally.At(Now).Accepted, 1e-9);
                Assert.Equal(kept.At(Now).Rejected, tally.At(Now).Rejected, 1e-9);
            }).QuickCheckThrowOnFailure();

    [Fact]
    public void Nothing_left_weighs_exactly_nothing()
    {
        var times = Enumerable.Range(0, 50).Select(day => Now.AddDays(-day * 7.3)).ToArray();
        var tally = times.Aggregate(default(Tally), (sum, time) => sum.With(accepted: false, time));

        Assert.Equal(default, times.Aggregate(tally, (sum, time) => sum.Without(accepted: false, time)));
        Assert.Throws<InvalidOperationException>(() => default(Tally).Without(accepted: true, Now));
    }

    [Fact]
    public void A_clock_that_is_centuries_wrong_poisons_nothing()
    {
        var tally = default(Tally).With(accepted: true, DateTimeOffset.MaxValue).With(accepted: true, DateTimeOffset.MinValue).With(accepted: false, Now);

        Assert.True(double.IsFinite(tally.AcceptedWeight));
        Assert.Equal(1, tally.Without(accepted: true, DateTimeOffset.MaxValue).At(Now).Rejected, 1e-12);
    }
}
