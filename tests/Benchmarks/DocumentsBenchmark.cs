using System.Diagnostics;
using System.Text.Json;

namespace SwipeReview.Benchmarks;

/// <summary>
/// What it costs to open a docx, apply accepted changes and write it, by the number of its pages, against taking the same file
/// apart and putting it together again with the platform's zip library, which is the least that any editor does. Each way of
/// each size runs in a process of its own: its memory is what it needs from its start.
/// </summary>
internal static class DocumentsBenchmark
{
    public const string Name = "documents";
    public const string Measures = "open, apply and write a docx of 10, 100 and 1,000 pages (starts no system)";

    private const int Runs = 7;
    private static readonly int[] Pages = [10, 100, 1000];

    public static async Task RunAsync(CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("documents");
        try
        {
            foreach (var pages in Pages)
            {
                await File.WriteAllBytesAsync(PathOf(pages), ManyPages.Of(pages), cancellationToken);
            }

            var figures = new Dictionary<(int Pages, string Way), Figures>();
            foreach (var pages in Pages)
            {
                foreach (var way in DocumentsWork.Ways)
                {
                    figures.Add((pages, way), await MeasureAsync(way, PathOf(pages), cancellationToken));
                }
            }

            Report.Table(
                ["pages, part and file, MB", "way", $"first run, ms", $"median of {Runs} more (range), ms", "processor, ms", "to the floor", "to 10 pages' (pages)", "peak memory, MB", "to the floor"],
                figures.Select(f => Row(f.Key.Pages, f.Key.Way, f.Value, figures[(f.Key.Pages, DocumentsWork.Ways[0])], figures[(Pages[0], f.Key.Way)], PathOf(f.Key.Pages))));
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        string PathOf(int pages) => Path.Combine(folder.FullName, $"{pages}.docx");
    }

    /// <summary>What the process of one way does: once for its memory, then for its time.</summary>
    public static void Measure(string way, string path)
    {
        var first = Time(way, path).Elapsed;
        using var process = Process.GetCurrentProcess();
        var memory = process.PeakWorkingSet64;
        Console.WriteLine(JsonSerializer.Serialize(new Figures(first, [.. Enumerable.Range(0, Runs).Select(_ => Time(way, path))], memory)));
    }

    private static Run Time(string way, string path)
    {
        var (start, processor) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        using var input = File.OpenRead(path);
        using var output = new FileStream(path + ".out", FileMode.Create);
        DocumentsWork.Do(way, input, output);
        return new Run(Stopwatch.GetElapsedTime(start).TotalMilliseconds, (Environment.CpuUsage.TotalTime - processor).TotalMilliseconds);
    }

    private static async Task<Figures> MeasureAsync(string way, string path, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, [Name, way, path]) { RedirectStandardOutput = true, UseShellExecute = false };
        using var process = Process.Start(start)!;
        var line = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return JsonSerializer.Deserialize<Figures>(line) ?? throw new InvalidOperationException($"No figures of {way}.");
    }

    private static string[] Row(int pages, string way, Figures figures, Figures floor, Figures small, string path) =>
    [
        $"{pages:N0}: {ManyPages.TextBytes(path) / 1e6:0.0}, {new FileInfo(path).Length / 1e6:0.00}", way, $"{figures.First:0}", Report.Spread(figures.Runs.Select(run => run.Elapsed), "0.0"),
        $"{figures.Processor:0.0}", $"{figures.Processor / floor.Processor:0.00}", $"{figures.Processor / small.Processor:0.0} ({pages / Pages[0]})", $"{figures.Memory / 1e6:0}", $"{(double)figures.Memory / floor.Memory:0.00}",
    ];

    /// <summary>In milliseconds: on the clock, which a busy machine stretches, and of the processors, which it doesn't.</summary>
    private sealed record Run(double Elapsed, double Processor);

    private sealed record Figures(double First, Run[] Runs, long Memory)
    {
        public double Processor => Sample.Percentile([.. Runs.Select(run => run.Processor).Order()], 50);
    }
}
