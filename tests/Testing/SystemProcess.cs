using System.Globalization;

namespace SwipeReview.Testing;

/// <summary>A process, as /proc shows it at one moment.</summary>
public sealed class SystemProcess
{
    private const double TicksPerSecond = 100; // USER_HZ, the same on every Linux that .NET runs on

    private SystemProcess(int id, string[] status, string name, IReadOnlyDictionary<string, string> environment)
    {
        (Id, Name, Environment) = (id, name, environment);
        (State, Parent) = (status[0], int.Parse(status[1], CultureInfo.InvariantCulture));
        ProcessorTime = TimeSpan.FromSeconds(status[11..15].Sum(long.Parse) / TicksPerSecond);
    }

    public int Id { get; }

    public int Parent { get; }

    /// <summary>The program's, cut to 15 characters.</summary>
    public string Name { get; }

    /// <summary>As it was at its start.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; }

    /// <summary>The resource of the AppHost that it is; null for servers and for what runs around them.</summary>
    public string? Resource => Environment.GetValueOrDefault("OTEL_SERVICE_NAME");

    /// <summary>Its own, and that of its children that have ended.</summary>
    public TimeSpan ProcessorTime { get; }

    private string State { get; }

    /// <summary>
    /// All that have the variable in their environment, which is handed down by however many hands, and all below them:
    /// servers write their titles over their environment.
    /// </summary>
    public static IReadOnlyList<SystemProcess> WithVariable(string name, string value)
    {
        var processes = Directory.EnumerateDirectories("/proc").Select(TryRead).OfType<SystemProcess>().ToArray();
        return With(processes.Where(process => process.Environment.GetValueOrDefault(name) == value), processes.ToLookup(process => process.Parent));
    }

    /// <summary>The process and all below it.</summary>
    public static IReadOnlyList<SystemProcess> Below(int id)
    {
        var processes = Directory.EnumerateDirectories("/proc").Select(TryRead).OfType<SystemProcess>().ToArray();
        return With(processes.Where(process => process.Id == id), processes.ToLookup(process => process.Parent));
    }

    public bool IsAlive() => TryRead($"/proc/{Id}") is { State: not "Z" };

    /// <summary>Bytes: its own, and its part of what it shares with others, so that sums are true. 0 when it has ended.</summary>
    public long ProportionalMemory()
    {
        try
        {
            var line = File.ReadLines($"/proc/{Id}/smaps_rollup").First(line => line.StartsWith("Pss:", StringComparison.Ordinal));
            return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024;
        }
        catch (IOException)
        {
            return 0;
        }
    }

    public override string ToString() => $"{Name} ({Id})";

    private static IReadOnlyList<SystemProcess> With(IEnumerable<SystemProcess> first, ILookup<int, SystemProcess> children)
    {
        var found = new Dictionary<int, SystemProcess>();
        var next = new Queue<SystemProcess>(first);
        while (next.TryDequeue(out var process))
        {
            if (found.TryAdd(process.Id, process))
            {
                foreach (var child in children[process.Id])
                {
                    next.Enqueue(child);
                }
            }
        }

        return [.. found.Values];
    }

    private static SystemProcess? TryRead(string folder)
    {
        if (!int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id))
        {
            return null;
        }

        try
        {
            // id (name) state parent …, and the name may hold anything.
            var status = File.ReadAllText(Path.Combine(folder, "stat"));
            var (open, close) = (status.IndexOf('('), status.LastIndexOf(')'));
            var environment = File.ReadAllText(Path.Combine(folder, "environ")).Split('\0')
                .Select(variable => variable.Split('=', 2)).Where(variable => variable.Length == 2)
                .DistinctBy(variable => variable[0], StringComparer.Ordinal)
                .ToDictionary(variable => variable[0], variable => variable[1], StringComparer.Ordinal);
            return new SystemProcess(id, status[(close + 2)..].Split(' '), status[(open + 1)..close], environment);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
