using System.Net;
using System.Text;
using System.Text.Json;
using SwipeReview.Contracts.Jobs;
using SwipeReview.JobManagement.Tests.Support;
using SwipeReview.Testing;

namespace SwipeReview.JobManagement.Tests.Jobs;

public sealed class SubmitJobTests(JobsApp shared)
{
    private readonly JobsSystem app = shared.System;
    private readonly Person ann = shared.System.NewPerson();

    [Fact]
    public async Task A_submitted_job_becomes_a_complete_deck()
    {
        var ready = await app.TapAsync<JobReady>();
        using var answer = await ann.PostJobAsync(ann.Upload("Here is teh cat.\n\nWe like it alot.\n"));
        var job = await answer.ShouldBeAsync<JobAnswer>(HttpStatusCode.Accepted);
        Assert.Equal($"/api/v1/jobs/{job.Id}", answer.Headers.Location!.OriginalString);
        Assert.Equal(("queued", "review", "letter.txt", 10), (job.Status, job.Type, job.FileName, job.Priority));

        var done = await ann.UntilAsync(job.Id, "ready");
        Assert.Equal((100, "done", 1), (done.Progress, done.Stage, done.Attempt));
        Assert.Equal(new CountsAnswer(2, 2, 0, 0, 0), done.Counts);
        var changes = await ann.ChangesAsync(job.Id);
        Assert.Equal(["the", "a lot"], changes.Select(change => change.Replacement));
        Assert.Equal(("Here is ", " cat."), (changes[0].Before, changes[0].After));
        Assert.Equal(2, (await ready.GetAsync(message => message.JobId == job.Id)).Changes);
    }

    [Fact]
    public async Task The_router_is_told_what_to_do_and_for_whom()
    {
        await ann.ReviewAsync("One line.", new { instructions = "Plain language", @private = true, language = "en" });
        await ann.ReviewAsync("Another.", new { instructions = "Sound like a pirate" });
        await ann.ReviewAsync("A third.");
        var asked = app.Router.RequestsOf(ann.Id).ToArray();
        Assert.Equal(["plain-language", "instruct", "proofread"], asked.Select(request => request.Task));
        Assert.Equal([null, "Sound like a pirate", null], asked.Select(request => request.Instructions));
        Assert.Equal([true, false, false], asked.Select(request => request.Private));
    }

    [Fact]
    public async Task The_router_is_told_what_may_not_change_and_whose_budget_counts()
    {
        await ann.ReviewAsync("One line.", new { glossary = (string[])["SwipeReview", " teh ", "teh"], keepNumbers = true });
        var asked = Assert.Single(app.Router.RequestsOf(ann.Id));
        Assert.Equal(["SwipeReview", "teh"], asked.Context!.Glossary!);
        Assert.Equal((true, "free"), (asked.KeepNumbers, asked.Tier));

        await ann.ReviewAsync("Another line.");
        var plain = app.Router.RequestsOf(ann.Id).Last();
        Assert.Equal((null, false), (plain.Context!.Glossary, plain.KeepNumbers));
    }

    [Fact]
    public async Task A_glossary_has_limits()
    {
        await RefusedAsync(Enumerable.Range(0, 201).Select(i => $"term {i}"));
        await RefusedAsync([new string('x', 81)]);
        await RefusedAsync([" "]);
        await RefusedAsync(["a\0b"]);
        await RefusedAsync([null!]);
        using var most = await ann.PostJobAsync(ann.Upload("Fine."), new { glossary = Enumerable.Range(0, 200).Select(i => $"{i}".PadLeft(80, 'x')) });
        await most.ShouldBeAsync<JobAnswer>(HttpStatusCode.Accepted);

        async Task RefusedAsync(IEnumerable<string> glossary)
        {
            using var answer = await ann.PostJobAsync(ann.Upload("Fine."), new { glossary });
            var error = await answer.ShouldFailAsync(HttpStatusCode.BadRequest, "VALIDATION_ERROR");
            Assert.Equal("options.glossary", error.GetProperty("details").GetProperty("field").GetString());
        }
    }

    [Fact]
    public async Task A_key_replays_its_answer_and_makes_one_job()
    {
        var file = ann.Upload("Fine.");
        using var first = await ann.PostJobAsync(file, key: "k1");
        using var second = await ann.PostJobAsync(file, key: "k1");
        var job = await first.ShouldBeAsync<JobAnswer>(HttpStatusCode.Accepted);
        Assert.Equal(job.Id, (await second.ShouldBeAsync<JobAnswer>(HttpStatusCode.Accepted)).Id);
        Assert.Equal(first.Headers.Location, second.Headers.Location);

        using var other = await ann.PostJobAsync(ann.Upload("Other."), key: "k1");
        await other.ShouldFailAsync(HttpStatusCode.UnprocessableEntity, "IDEMPOTENCY_KEY_REUSED");
    }

    [Fact]
    public async Task A_hundred_equal_submissions_at_once_make_one_job()
    {
        var file = ann.Upload("Fine.");
        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => ann.PostJobAsync(file, key: "once")));
        var jobs = await Task.WhenAll(answers.Select(answer => answer.ShouldBeAsync<JobAnswer>(HttpStatusCode.Accepted)));
        Assert.Single(jobs.Select(job => job.Id).Distinct());
        Assert.Equal(1, await app.ScalarAsync<long>($"select count(*) from jobs where user_id = '{ann.Id}'"));
    }

    [Fact]
    public async Task A_strangers_file_is_not_found()
    {
        using var answer = await app.NewPerson().PostJobAsync(ann.Upload("Mine."));
        await answer.ShouldFailAsync(HttpStatusCode.NotFound, "NOT_FOUND");
    }

    [Fact]
    public async Task An_unknown_file_is_not_found()
    {
        using var answer = await ann.PostJobAsync(Guid.CreateVersion7());
        await answer.ShouldFailAsync(HttpStatusCode.NotFound, "NOT_FOUND");
    }

    [Fact]
    public async Task A_file_that_is_still_scanned_is_a_conflict()
    {
        using var answer = await ann.PostJobAsync(app.Storage.Put(ann.Id, "Soon.", status: "scanning"));
        await answer.ShouldFailAsync(HttpStatusCode.Conflict, "CONFLICT");
    }

    [Theory]
    [InlineData("text/plain", "clean patch report receipt")]
    [InlineData("text/markdown", "clean redline patch report receipt")]
    [InlineData("text/html", "clean redline patch report receipt")]
    [InlineData("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "clean redline report receipt")]
    [InlineData("application/pdf", "redline report receipt")]
    [InlineData("text/x-python", "clean patch report receipt")]
    [InlineData("text/x-tex", "clean patch report receipt")]
    public async Task Every_type_that_documents_knows_is_taken_and_says_what_it_can_be_had_as(string contentType, string formats)
    {
        using var answer = await ann.PostJobAsync(app.Storage.Put(ann.Id, "…", "file", contentType));
        var job = await answer.ShouldBeAsync<JsonElement>(HttpStatusCode.Accepted);
        Assert.Equal(formats.Split(' '), job.GetProperty("formats").EnumerateArray().Select(format => format.GetString()));
    }

    [Fact]
    public async Task A_picture_cannot_be_reviewed()
    {
        using var answer = await ann.PostJobAsync(app.Storage.Put(ann.Id, "…", "cat.png", "image/png"));
        await answer.ShouldFailAsync(HttpStatusCode.UnsupportedMediaType, "UNSUPPORTED_MEDIA_TYPE");
    }

    [Fact]
    public async Task Instructions_have_a_limit()
    {
        using var answer = await ann.PostJobAsync(ann.Upload("Fine."), new { instructions = new string('x', 2_001) });
        var error = await answer.ShouldFailAsync(HttpStatusCode.BadRequest, "VALIDATION_ERROR");
        Assert.Equal(2_000, error.GetProperty("details").GetProperty("maxLength").GetInt32());
    }

    [Theory]
    [InlineData("{")]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("""{"type":"review"}""")]
    [InlineData("""{"type":"review","fileId":"x"}""")]
    [InlineData("""{"type":"poem","fileId":"01900000-0000-7000-8000-000000000000"}""")]
    [InlineData("""{"type":0,"fileId":"01900000-0000-7000-8000-000000000000"}""")]
    [InlineData("""{"type":"review","fileId":"01900000-0000-7000-8000-000000000000","options":{"instructions":"\u0000"}}""")]
    [InlineData("""{"type":"review","fileId":"01900000-0000-7000-8000-000000000000","options":{"language":"; drop"}}""")]
    public async Task A_body_that_makes_no_sense_gets_the_envelope(string body)
    {
        using var answer = await ann.Http.PostAsync("/api/v1/jobs", new StringContent(body, Encoding.UTF8, "application/json"));
        await answer.ShouldFailAsync(HttpStatusCode.BadRequest, "VALIDATION_ERROR");
    }

    [Fact]
    public async Task A_body_of_another_type_gets_the_envelope()
    {
        using var answer = await ann.Http.PostAsync("/api/v1/jobs", new StringContent("type=review", Encoding.UTF8, "application/x-www-form-urlencoded"));
        await answer.ShouldFailAsync(HttpStatusCode.UnsupportedMediaType, "UNSUPPORTED_MEDIA_TYPE");
    }
}
