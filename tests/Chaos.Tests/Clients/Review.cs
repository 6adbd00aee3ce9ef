using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using SwipeReview.Chaos.Tests.Lab;

namespace SwipeReview.Chaos.Tests.Clients;

/// <summary>One document's way, as its person goes it: upload, job, cards on two devices, a rest at once, and for some money and a file back.</summary>
internal sealed class Review(ChaosLab lab, Door door, int number, Random random, Tally tally)
{
    private static readonly TimeSpan FilePatience = TimeSpan.FromMinutes(3);

    private readonly TaskCompletionSource accepted = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The job was answered 202.</summary>
    public Task Accepted => accepted.Task;

    /// <summary>Null until the job is accepted.</summary>
    public Follower? Follower { get; private set; }

    public async Task RunAsync()
    {
        try
        {
            var file = Keep(Acknowledged.File, await PostAsync([lab.Storage], "/api/v1/uploads", Form(Letter.Write(random)), HttpStatusCode.Created), door.Person);
            var job = Keep(
                Acknowledged.Job,
                await PostAsync(lab.Apis, "/api/v1/jobs", () => JsonContent.Create(new { type = "review", fileId = file }), HttpStatusCode.Accepted, key: $"{Guid.CreateVersion7()}"),
                door.Person);
            accepted.SetResult();
            tally.Add("jobs accepted");
            await FollowAndDecideAsync(job);
            if (number % 4 == 0)
            {
                await PayAsync(job);
            }
        }
        catch (Exception broken)
        {
            tally.Complain($"a person gave up: {broken}");
            accepted.TrySetException(broken);
        }
    }

    private async Task FollowAndDecideAsync(Guid job)
    {
        using var stop = new CancellationTokenSource();
        Follower = new Follower(door, lab.Apis, job, new Random(random.Next()), tally);
        var following = Follower.RunAsync(stop.Token);
        var seen = new List<Guid>();
        await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => new Device(door, lab.Apis, job, seen, new Random(random.Next()), lab.Journal, tally).SwipeAsync(Follower.Cards)));
        await DecideRestAsync(job);
        await stop.CancelAsync();
        await following;

        var found = await door.SendAsync(lab.Apis, HttpMethod.Get, $"/api/v1/jobs/{job}", null, HttpStatusCode.OK);
        var (status, total) = (found.GetProperty("status").GetString(), found.GetProperty("counts").GetProperty("total").GetInt32());
        if (status != "ready" || total != Follower.CardsSeen || total == 0)
        {
            tally.Complain($"job {job} is {status} with {total} cards, and {Follower.CardsSeen} were seen");
        }
    }

    /// <summary>Not to be sent again: who got no answer looks first.</summary>
    private async Task DecideRestAsync(Guid job)
    {
        var answer = await PostAsync(lab.Apis, $"/api/v1/jobs/{job}/decisions/bulk", () => JsonContent.Create(new { filter = new { }, action = "skip" }), HttpStatusCode.OK);
        if (answer.GetProperty("resolved").GetInt32() > 0)
        {
            tally.Add("batches decided at once");
            lab.Journal.Write(new Promise(Acknowledged.Batch, answer.GetProperty("batchId").GetGuid(), job));
        }
    }

    private async Task PayAsync(Guid job)
    {
        var payment = await PostAsync([lab.Payment], "/api/v1/payments", () => JsonContent.Create(new { jobId = job }), HttpStatusCode.Created, key: $"{Guid.CreateVersion7()}");
        Keep(Acknowledged.Payment, payment, door.Person);
        if (payment.TryGetProperty("checkoutUrl", out var url) && url.GetString() is { } page)
        {
            await PostAsync([lab.Payment], new Uri(lab.Payment.Address, page).PathAndQuery, () => new FormUrlEncodedContent([new("outcome", "pay")]), HttpStatusCode.OK);
            tally.Add("payments made");
        }

        while (await DownloadAsync(job) != "ready")
        {
            tally.Add("files asked for again");
        }
    }

    /// <summary>A file that could not be built in an outage says so, and may be asked for again.</summary>
    private async Task<string?> DownloadAsync(Guid job)
    {
        // Payment's word is on its way to Delivery: until it is there, 402.
        var download = await PostAsync(
            [lab.Delivery], "/api/v1/downloads", () => JsonContent.Create(new { jobId = job, format = "clean" }), HttpStatusCode.Accepted, also: HttpStatusCode.PaymentRequired);
        var patience = Stopwatch.GetTimestamp();
        while (true)
        {
            await Task.Delay(500);
            var found = await door.SendAsync([lab.Delivery], HttpMethod.Get, $"/api/v1/downloads/{download.GetProperty("id").GetGuid()}", null, HttpStatusCode.OK);
            if (found.GetProperty("status").GetString() is var status and not "queued")
            {
                return status;
            }

            if (Stopwatch.GetElapsedTime(patience) > FilePatience)
            {
                throw new TimeoutException($"the file of job {job} was never built");
            }
        }
    }

    private Guid Keep(Acknowledged kind, JsonElement answer, Guid owner)
    {
        var id = answer.GetProperty("id").GetGuid();
        lab.Journal.Write(new Promise(kind, id, owner));
        return id;
    }

    private Task<JsonElement> PostAsync(
        IReadOnlyList<Testing.ServiceProcess> instances, string path, Func<HttpContent> content, HttpStatusCode wanted, string? key = null, HttpStatusCode? also = null) =>
        door.SendAsync(instances, HttpMethod.Post, path, content, wanted, key, also);

    private static Func<HttpContent> Form(byte[] text) => () =>
    {
        var file = new ByteArrayContent(text) { Headers = { ContentType = new MediaTypeHeaderValue("text/plain") } };
        return new MultipartFormDataContent { { file, "file", "letter.txt" } };
    };
}
