using System.Runtime.InteropServices;

namespace SwipeReview.Benchmarks;

/// <summary>Markdown on the console, so that a figure can be carried into a page with what it was measured on.</summary>
internal static class Report
{
    public static void Machine()
    {
        var processor = File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(": ")[^1];
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (double)(1 << 30);
        Console.WriteLine(
            $"{Environment.ProcessorCount} cores ({processor ?? "unknown"}), {memory:0} GB, {RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}; the load generator runs on the same machine.");
    }

    /// <summary>The load is that before the benchmark: figures of a busy machine say so.</summary>
    public static void Title(IBenchmark benchmark) =>
        Console.WriteLine($"\n### {benchmark.Name}: {benchmark.Measures}\nLoad average before: {File.ReadAllText("/proc/loadavg").Split(' ')[0]}\n");

    public static void Table(string[] columns, IEnumerable<string[]> rows)
    {
        Row(columns);
        Row(columns.Select((_, column) => column == 0 ? "---" : "--:"));
        foreach (var row in rows)
        {
            Row(row);
        }

        static void Row(IEnumerable<string> cells) => Console.WriteLine($"| {string.Join(" | ", cells)} |");
    }

    /// <summary>The middle one, and the least and the most where there are several.</summary>
    public static string Spread(IEnumerable<double> values, string format)
    {
        double[] sorted = [.. values.Order()];
        var median = Sample.Percentile(sorted, 50).ToString(format);
        return sorted.Length == 1 ? median : $"{median} ({sorted[0].ToString(format)}–{sorted[^1].ToString(format)})";
    }
}
