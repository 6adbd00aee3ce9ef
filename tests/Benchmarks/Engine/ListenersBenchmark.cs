using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Text.Json;

namespace SwipeReview.Benchmarks.Engine;

/// <summary>Many who follow one job: how soon each is told of a decision, and what it costs to listen while nothing happens.</summary>
internal sealed class ListenersBenchmark : IEngineBenchmark
{
    private const int Decisions = 20;

    public string Name => "listeners";

    public string Measures => "server-sent events to many listeners of one job";

    public async Task RunAsync(EngineLab lab, Sizes sizes, CancellationToken cancellationToken)
    {
        await lab.HireAsync(1);
        var job = await lab.SubmitAsync(lab.Neighbours.Letter, cancellationToken);
        await lab.UntilReadyAsync(job, cancellationToken);
        var page = await lab.Http.GetFromJsonAsync<JsonElement>($"/api/v1/jobs/{job}/changes?limit=200", cancellationToken);
        var cards = page.GetProperty("items").EnumerateArray().Select(change => change.GetProperty("id").GetGuid()).ToArray();
        var last = await lab.ScalarAsync<long>($"select event_seq from jobs where id = '{job}'", cancellationToken);

        using var http = lab.ClientOf(lab.Neighbours.Owner);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var heard = new ConcurrentDictionary<long, ConcurrentBag<long>>();
        var open = new CountdownEvent(sizes.Listeners);
        var listeners = Enumerable.Range(0, sizes.Listeners).Select(_ => ListenAsync()).ToArray();
        var opening = Stopwatch.GetTimestamp();
        await Task.Run(() => open.Wait(cancellationToken), cancellationToken);
        var opened = Stopwatch.GetElapsedTime(opening);

        var before = await lab.UsageAsync();
        await Task.Delay(sizes.Time, cancellationToken);
        var silent = (await lab.UsageAsync()).Rows(before, "silence", (int)sizes.Time.TotalSeconds).ToArray();

        before = await lab.UsageAsync();
        var times = new List<double>();
        for (var number = 0; number < Decisions; number++)
        {
            var sent = Stopwatch.GetTimestamp();
            using var answer = await lab.Http.PostAsJsonAsync(
                $"/api/v1/jobs/{job}/decisions", new { decisions = new[] { new { changeId = cards[number], action = "accept" } } }, cancellationToken);
            answer.EnsureSuccessStatusCode();
            var all = heard.GetOrAdd(++last, _ => []);
            while (all.Count < sizes.Listeners)
            {
                await Task.Delay(5, cancellationToken);
            }

            times.AddRange(all.Select(at => Stopwatch.GetElapsedTime(sent, at).TotalMilliseconds));
        }

        var telling = (await lab.UsageAsync()).Rows(before, "telling", Decisions).ToArray();
        await stop.CancelAsync();
        await Task.WhenAll(listeners);
        double[] sorted = [.. times.Order()];
        Report.Table(
            [$"{sizes.Listeners:n0} listeners", "all are open after, s", "decision to listener: p50, ms", "p95, ms", "last, ms"],
            [[$"{Decisions} decisions", $"{opened.TotalSeconds:0.0}", $"{Sample.Percentile(sorted, 50):0}", $"{Sample.Percentile(sorted, 95):0}", $"{sorted[^1]:0}"]]);
        Console.WriteLine();
        Report.Table(["", "processor, s", "ms a second of silence, or a decision", "MB (PSS)"], silent.Concat(telling));

        async Task ListenAsync()
        {
            try
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/jobs/{job}/events") { Headers = { { "Last-Event-ID", $"{last}" } } };
                using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stop.Token);
                answer.EnsureSuccessStatusCode();
                open.Signal();
                var parser = SseParser.Create(await answer.Content.ReadAsStreamAsync(stop.Token), (_, data) => data.Length);
                await foreach (var happened in parser.EnumerateAsync(stop.Token))
                {
                    heard.GetOrAdd(long.Parse(parser.LastEventId), _ => []).Add(Stopwatch.GetTimestamp());
                }
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                // it is over
            }
        }
    }
}
