namespace SwipeReview.NativeServers;

/// <summary>What runs on this machine, but for this process.</summary>
public static class ProcessTable
{
    /// <summary>Whether a process has the text in its command line.</summary>
    public static bool AnyMentions(string text) => Others().Any(id => Read(id, "cmdline").Contains(text, StringComparison.Ordinal));

    /// <summary>
    /// Those who have the text in their environment, which is handed down by however many hands, and all below them:
    /// servers write their titles over their environment. Those who have ended and wait to be asked for it don't count.
    /// </summary>
    public static IReadOnlyCollection<int> Descending(string text)
    {
        var parents = Others().Select(id => (Id: id, Status: Status(id))).Where(process => process.Status is not (null or ["Z", ..]))
            .ToLookup(process => int.Parse(process.Status![1]), process => process.Id);
        var found = new HashSet<int>();
        var next = new Queue<int>(parents.SelectMany(siblings => siblings).Where(id => Read(id, "environ").Contains(text, StringComparison.Ordinal)));
        while (next.TryDequeue(out var id))
        {
            if (!found.Add(id))
                continue;
            foreach (var child in parents[id])
                next.Enqueue(child);
        }

        return found;
    }

    /// <summary>kill -9; that one is gone already is no fault.</summary>
    public static void Kill(IEnumerable<int> processes)
    {
        foreach (var id in processes)
            Signals.Kill(id);
    }

    private static IEnumerable<int> Others() =>
        from folder in Directory.EnumerateDirectories("/proc")
        let name = Path.GetFileName(folder)
        where int.TryParse(name, out _)
        let id = int.Parse(name)
        where id != Environment.ProcessId
        select id;

    /// <summary>State, parent, …</summary>
    private static string[]? Status(int id)
    {
        var status = Read(id, "stat"); // id (name) state parent …, and the name may hold anything
        return status.Length == 0 ? null : status[(status.LastIndexOf(')') + 2)..].Split(' ');
    }

    private static string Read(int id, string what)
    {
        try
        {
            return File.ReadAllText($"/proc/{id}/{what}");
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
