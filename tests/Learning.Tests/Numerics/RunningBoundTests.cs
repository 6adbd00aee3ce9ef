namespace SwipeReview.Learning.Tests.Numerics;

public sealed class RunningBoundTests
{
    [Theory]
    [InlineData(0.05, 65)]
    [InlineData(0.02, 165)]
    public void A_clean_record_needs_a_tenth_more_than_for_a_single_look(double bound, int needed)
    {
        Assert.Equal(needed, RunningBound.Needed(bound));
        Assert.InRange(RunningBound.Upper(0, needed), 0, bound);
        Assert.InRange(RunningBound.Upper(0, needed - 1), bound, 1);
    }

    [Fact]
    public void It_is_never_tighter_than_what_a_single_look_gives()
    {
        for (var trials = 1; trials <= 2_000; trials += 37)
        {
            for (var errors = 0; errors <= Math.Min(trials, 40); errors += 3)
            {
                Assert.True(RunningBound.Upper(errors, trials) >= ClopperPearson.Upper(errors, trials) - 1e-9, $"{errors} of {trials}");
            }
        }
    }

    /// <summary>The promise itself, exactly: a person whose share of errors is just too large is looked at after each trial.</summary>
    [Theory]
    [InlineData(0.05)]
    [InlineData(0.1)]
    public void Who_looks_all_the_time_is_deceived_in_at_most_5_of_100_cases_and_with_the_ordinary_bound_more_often(double share)
    {
        Assert.InRange(Deceived(share, errors => RunningBound.Needed(share, errors)), 0.02, 0.05);
        Assert.InRange(Deceived(share, errors => FirstBelow(share, errors)), 0.1, 1);
    }

    /// <summary>The chance that somebody who stops at the first sufficient record stops within 1,000 trials.</summary>
    private static double Deceived(double share, Func<int, int> needed)
    {
        const int trials = 1_000;
        var enough = Enumerable.Range(0, (int)(trials * share)).Select(needed).ToArray();
        var (deceived, going) = (0.0, new double[enough.Length + 1]); // the chance to be going on, by errors so far
        going[0] = 1;
        for (var trial = 1; trial <= trials; trial++)
        {
            for (var errors = enough.Length - 1; errors >= 0; errors--)
            {
                going[errors] = (going[errors] * (1 - share)) + (errors == 0 ? 0 : going[errors - 1] * share);
                if (trial >= enough[errors])
                {
                    deceived += going[errors];
                    going[errors] = 0;
                }
            }
        }

        return deceived;
    }

    private static int FirstBelow(double share, int errors)
    {
        var trials = (int)(errors / share) + 1;
        while (ClopperPearson.Upper(errors, trials) > share)
        {
            trials++;
        }

        return trials;
    }
}
