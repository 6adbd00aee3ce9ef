using SwipeReview.Testing;

namespace SwipeReview.Benchmarks.Engine;

/// <summary>Processor time and memory of some programs, each with all processes that it has.</summary>
internal sealed class Usage
{
    private readonly (string Name, TimeSpan Processor, long Memory)[] programs;

    private Usage((string, TimeSpan, long)[] programs) => this.programs = programs;

    public TimeSpan Processor => programs.Aggregate(TimeSpan.Zero, (sum, program) => sum + program.Processor);

    public long Memory => programs.Sum(program => program.Memory);

    public static Usage Of(IEnumerable<(string Name, int[] Processes)> programs) => new([.. programs.Select(program =>
    {
        var all = program.Processes.SelectMany(SystemProcess.Below).ToArray();
        return (program.Name, all.Aggregate(TimeSpan.Zero, (sum, process) => sum + process.ProcessorTime), all.Sum(process => process.ProportionalMemory()));
    })]);

    /// <summary>A line for each program: what it used since <paramref name="before"/>, and what it holds now.</summary>
    /// <param name="way">What was done, for the first column.</param>
    /// <param name="times">How many times.</param>
    public IEnumerable<string[]> Rows(Usage before, string way, int times) => programs.Zip(before.programs, (now, then) =>
    {
        var used = now.Processor - then.Processor;
        return (string[])[$"{way}: {now.Name}", $"{used.TotalSeconds:0.0}", $"{used.TotalMilliseconds / times:0.00}", $"{now.Memory / 1e6:0}"];
    });
}
