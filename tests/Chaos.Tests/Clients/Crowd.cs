using SwipeReview.Chaos.Check;
using SwipeReview.Chaos.Tests.Lab;

namespace SwipeReview.Chaos.Tests.Clients;

/// <summary>People who all want something at once.</summary>
public sealed class Crowd
{
    private const int People = 6;

    private readonly ChaosLab lab;
    private readonly Random random;
    private readonly Tally tally = new();
    private readonly Door[] doors;
    private readonly List<Review> reviews = [];
    private readonly List<Task> running = [];

    public Crowd(ChaosLab lab, int seed)
    {
        (this.lab, random) = (lab, new Random(seed));
        doors = [.. Enumerable.Range(0, People).Select(_ =>
        {
            var id = Guid.CreateVersion7();
            lab.Journal.Write(new Promise(Acknowledged.User, id));
            return new Door(id, lab.Identity.UserToken(id, lifetime: TimeSpan.FromHours(2)), tally);
        })];
    }

    public IReadOnlyCollection<string> Complaints => tally.Complaints;

    /// <summary>Begins with so many more documents.</summary>
    public void Submit(int jobs)
    {
        for (var i = 0; i < jobs; i++)
        {
            var review = new Review(lab, doors[reviews.Count % People], reviews.Count, new Random(random.Next()), tally);
            reviews.Add(review);
            running.Add(Task.Run(review.RunAsync));
        }
    }

    /// <summary>Returns when all jobs are accepted.</summary>
    public Task AreAcceptedAsync() => Task.WhenAll(reviews.Select(review => review.Accepted)).WaitAsync(TimeSpan.FromMinutes(2)); // on a busy machine

    /// <summary>Returns when everybody has what they wanted.</summary>
    public Task FinishAsync() => Task.WhenAll(running);

    /// <summary>Everybody reads to the end what happened to their jobs: nothing is missed, nothing seen twice.</summary>
    public async Task CatchUpAsync()
    {
        await using var jobs = await Snapshot.OpenAsync(lab.Subject.Databases["jobsdb"]);
        var ends = (await jobs.ReadAsync("select id, event_seq from jobs", row => (Id: row.GetGuid(0), Seq: row.GetInt64(1)))).ToDictionary(job => job.Id, job => job.Seq);
        await Task.WhenAll(reviews.Select(review => review.Follower).OfType<Follower>().Select(follower => follower.CatchUpAsync(ends.GetValueOrDefault(follower.Job))));
    }

    public override string ToString() => tally.ToString();
}
