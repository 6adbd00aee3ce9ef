using System.Diagnostics;
using SwipeReview.Chaos.Check;
using SwipeReview.Chaos.Tests.Clients;
using SwipeReview.Chaos.Tests.Lab;

namespace SwipeReview.Chaos.Tests.Storms;

/// <summary>One kill -9 and the start that follows it.</summary>
/// <param name="Which">Of several of its kind.</param>
/// <param name="After">Since the one before was over.</param>
/// <param name="Down">How long it stays away.</param>
public sealed record Kill(Victim Victim, int Which, TimeSpan After, TimeSpan Down);

/// <summary>Jobs are submitted, followed, decided and paid for while one thing after the other is killed; then all of it is checked.</summary>
/// <param name="seed">The schedule and what clients do follow from it.</param>
public sealed class Storm(ChaosLab lab, int seed, ITestOutputHelper output)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    /// <param name="victims">Taken in turns, in an order of the seed's.</param>
    /// <param name="kills">Of all of them together; new jobs come before each.</param>
    public async Task RageAsync(IReadOnlyList<Victim> victims, int jobs, int kills)
    {
        var schedule = Plan(victims, kills);
        output.WriteLine($"{jobs} jobs, {kills} kills of {string.Join(", ", victims).ToLowerInvariant()}, seed {seed}");
        var started = Stopwatch.GetTimestamp();
        var crowd = new Crowd(lab, seed);
        for (var round = 0; round < kills; round++)
        {
            crowd.Submit((jobs * (round + 1) / kills) - (jobs * round / kills));
            await StrikeAsync(schedule[round], started);
        }

        await FinishAsync(crowd, started);
    }

    /// <summary>Something is away for a while in which jobs go on being submitted.</summary>
    /// <param name="meanwhile">Given what the crowd does; runs while it is away.</param>
    public async Task MissAsync(Victim victim, TimeSpan away, int jobs, Func<Crowd, Task> meanwhile)
    {
        output.WriteLine($"{victim} is away for {away.TotalSeconds:0} s, {jobs} jobs, seed {seed}");
        var started = Stopwatch.GetTimestamp();
        var crowd = new Crowd(lab, seed);
        await lab.KillAsync(victim, 0);
        try
        {
            var gone = Task.Delay(away);
            crowd.Submit(jobs);
            await meanwhile(crowd);
            await gone;
        }
        finally
        {
            await lab.StartAsync(victim, 0);
        }

        await FinishAsync(crowd, started);
    }

    private List<Kill> Plan(IReadOnlyList<Victim> victims, int kills)
    {
        var random = new Random(seed);
        var order = new List<Victim>();
        while (order.Count < kills)
        {
            order.AddRange(victims.OrderBy(_ => random.Next()));
        }

        return [.. order.Take(kills).Select(victim => new Kill(
            victim, random.Next(100), TimeSpan.FromMilliseconds(random.Next(100, 2_500)), TimeSpan.FromMilliseconds(random.Next(0, 2_000))))];
    }

    private async Task StrikeAsync(Kill kill, long started)
    {
        await Task.Delay(kill.After);
        var at = Stopwatch.GetElapsedTime(started);
        await lab.KillAsync(kill.Victim, kill.Which);
        await Task.Delay(kill.Down);
        await lab.StartAsync(kill.Victim, kill.Which);
        output.WriteLine($"  {at.TotalSeconds,6:0.0} s  {kill.Victim} {(kill.Victim is Victim.Worker or Victim.Api ? $"{kill.Which % 2} " : "")}killed, answers again after {(Stopwatch.GetElapsedTime(started) - at).TotalSeconds:0.0} s");
    }

    private async Task FinishAsync(Crowd crowd, long started)
    {
        try
        {
            await crowd.FinishAsync().WaitAsync(Patience);
            var rests = await InvariantCheck.RestsAsync(lab.Subject, TimeSpan.FromSeconds(60));
            await crowd.CatchUpAsync();
            output.WriteLine($"finished after {Stopwatch.GetElapsedTime(started).TotalSeconds:0.0} s{(rests ? "" : ", and still not at rest a minute later")}");
            output.WriteLine($"{crowd}");
            var findings = await InvariantCheck.RunAsync(lab.Subject, Journal.Read(lab.JournalFile), isAtRest: true);
            output.WriteLine($"{findings}");
            Assert.True(findings.Hold, $"Seed {seed}:\n{findings}");
            Assert.Empty(crowd.Complaints);
        }
        catch
        {
            output.WriteLine($"{crowd}");
            output.WriteLine(lab.LastWords());
            throw;
        }
    }
}
