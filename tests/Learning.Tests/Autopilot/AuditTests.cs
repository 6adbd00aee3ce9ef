namespace SwipeReview.Learning.Tests.Autopilot;

public sealed class AuditTests
{
    [Theory]
    [InlineData(3, 3)]
    [InlineData(12, 5)]
    [InlineData(50, 5)]
    [InlineData(51, 6)]
    [InlineData(200, 20)]
    public void The_sample_is_five_or_a_tenth(int batch, int sample)
    {
        var (held, decided) = Audit.Draw([.. Enumerable.Range(0, batch)], new Random(1));

        Assert.Equal(sample, held.Count);
        Assert.Equal(Enumerable.Range(0, batch), held.Concat(decided).Order());
        Assert.Equal(decided.Order(), decided);
    }

    [Fact]
    public void Each_card_is_equally_likely_to_be_held_back()
    {
        var random = new Random(7);
        var counts = new int[20];
        for (var draw = 0; draw < 8_000; draw++)
        {
            foreach (var card in Audit.Draw([.. Enumerable.Range(0, 20)], random).HeldBack)
            {
                counts[card]++;
            }
        }

        Assert.All(counts, count => Assert.InRange(count, 1_800, 2_200)); // a quarter of 8,000; five standard deviations
    }

    [Fact]
    public void It_waits_for_all_answers_and_then_says_what_was_measured()
    {
        Assert.Equal((AuditState.Waiting, null), Audit.Judge(decided: 45, sample: 5, answered: 4, agreed: 4, promised: 0.02) is var early ? (early.State, early.Measured) : default);

        var result = Audit.Judge(decided: 45, sample: 5, answered: 5, agreed: 5, promised: 0.02);
        Assert.Equal(AuditState.Kept, result.State);
        Assert.Equal(0, result.Measured!.Value.Low);
        Assert.Equal(0.5, result.Measured.Value.High, 1e-9); // of 25 errors in 50, 2.51 % of such samples show none; of 26, 2.01 %
        Assert.Equal(Hypergeometric.Upper(0, 5, 50) / 45.0, result.ErrorBound!.Value, 1e-12);
    }

    [Fact]
    public void One_mistake_may_be_chance_and_two_are_worse_than_2_percent()
    {
        Assert.Equal(AuditState.Kept, Audit.Judge(45, 5, 5, 4, promised: 0.02).State);

        var result = Audit.Judge(45, 5, answered: 3, agreed: 1, promised: 0.02);
        Assert.Equal(AuditState.SteppedBack, result.State); // and nobody need answer the rest
        Assert.Equal(0, result.Surprise); // a single mistake is all that 2 % of 50 allow
    }

    [Fact]
    public void A_promise_that_is_kept_is_taken_back_in_at_most_5_of_100_cases()
    {
        var random = new Random(3);
        var back = 0;
        for (var run = 0; run < 5_000; run++)
        {
            var (held, decided) = Audit.Draw([.. Enumerable.Range(0, 100).Select(card => card < 5)], random); // 5 % wrong
            back += Audit.Judge(decided.Count, held.Count, held.Count, held.Count(wrong => !wrong), 0.05).State == AuditState.SteppedBack ? 1 : 0;
        }

        Assert.InRange(back / 5_000.0, 0, 0.05);
    }
}
