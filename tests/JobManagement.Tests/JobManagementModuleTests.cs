using SwipeReview.JobManagement.Tests.Support;

namespace SwipeReview.JobManagement.Tests;

public sealed class JobManagementModuleTests(JobsApp shared)
{
    [Theory]
    [InlineData("Role", "")]
    [InlineData("Role", "boss")]
    [InlineData("Jobs:Dispatch:InFlight", "0")]
    public void A_setting_that_makes_no_sense_stops_the_start(string name, string value)
    {
        var settings = new Dictionary<string, string?>(shared.System.Settings, StringComparer.Ordinal) { ["Role"] = "api", [name] = value };
        using var host = new Testing.ServiceHost<Program>(shared.System.Identity, settings);
        Assert.ThrowsAny<Exception>(host.StartServer);
    }

    [Fact]
    public async Task Metrics_tell_of_jobs_and_decisions()
    {
        var ann = shared.System.NewPerson();
        var job = await ann.ReviewAsync("Here is teh cat.");
        await ann.BulkAsync(job.Id, new { }, "accept");
        var metrics = await shared.System.Anonymous().GetStringAsync("/metrics");
        Assert.Contains("jobs_processed_total{status=\"ready\"}", metrics, StringComparison.Ordinal);
        Assert.Contains("queue_job_duration_seconds_count{status=\"ready\"}", metrics, StringComparison.Ordinal);
        Assert.Contains("decisions_recorded_total{action=\"accept\"}", metrics, StringComparison.Ordinal);
    }
}
