namespace SwipeReview.Learning.Tests.Autopilot;

public sealed class AutopilotEvidenceTests
{
    [Theory]
    [InlineData(64, 0.05, false)]
    [InlineData(65, 0.05, true)]
    [InlineData(164, 0.02, false)]
    [InlineData(165, 0.02, true)]
    public void An_offer_takes_enough_predictions_that_were_right(int right, double tolerance, bool isEnough)
    {
        var assessment = AutopilotEvidence.Assess([new(0.99, right, 0)], tolerance);

        Assert.Equal(isEnough, assessment.IsEnough);
        Assert.Equal(isEnough, assessment.ErrorBound <= tolerance);
        Assert.Equal(right, assessment.Predictions);
        Assert.Equal(tolerance == 0.05 ? 65 : 165, assessment.Needed);
    }

    [Fact]
    public void Predictions_that_were_less_sure_are_no_evidence()
    {
        var assessment = AutopilotEvidence.Assess([new(0.94, 10_000, 0), new(0.95, 10, 0), new(1 - 0.05, 10, 1)], 0.05);

        Assert.Equal((20, 1), (assessment.Predictions, assessment.Errors));
        Assert.False(assessment.IsEnough);
        Assert.Equal(138, assessment.Needed); // a single look at one error would take 93
    }

    [Theory]
    [InlineData(9, 0, false)] // too few
    [InlineData(10, 0, true)]
    [InlineData(10, 2, true)] // may be chance
    [InlineData(10, 3, false)] // is none
    public void A_long_record_is_not_enough_in_a_document_that_tells_otherwise(int predictions, int errors, bool isEnough) =>
        Assert.Equal(isEnough, AutopilotEvidence.Assess([new(0.99, 1_000, 2)], 0.05, here: [new(0.99, predictions, errors), new(0.6, 50, 25)]).IsEnough);

    [Fact]
    public void Stepping_back_asks_for_twice_the_certainty() =>
        Assert.Equal([0.98, 0.99, 0.995], Enumerable.Range(0, 3).Select(times => AutopilotEvidence.Threshold(0.02, times)));

    [Theory]
    [InlineData(0.004)]
    [InlineData(0.21)]
    public void Tolerances_that_make_no_sense_are_refused(double tolerance) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => AutopilotEvidence.Assess([], tolerance));
}
