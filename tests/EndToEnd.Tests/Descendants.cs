using System.Globalization;

namespace SwipeReview.EndToEnd.Tests;

/// <summary>The process table, as /proc shows it.</summary>
internal static class Descendants
{
    /// <summary>Children, their children and so on; without those that detached themselves.</summary>
    public static IReadOnlyList<int> Of(int ancestor)
    {
        var parents = Directory.EnumerateDirectories("/proc")
            .Select(folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id) ? id : 0)
            .Where(id => id > 0)
            .Select(id => (Id: id, Parent: ParentOf(id)))
            .ToLookup(process => process.Parent, process => process.Id);
        var found = new List<int>();
        var next = new Queue<int>([ancestor]);
        while (next.TryDequeue(out var id))
        {
            foreach (var child in parents[id])
            {
                found.Add(child);
                next.Enqueue(child);
            }
        }

        return found;
    }

    public static bool IsAlive(int id) => State(id) is not null and not 'Z';

    private static int ParentOf(int id) => Fields(id) is [_, var parent, ..] ? int.Parse(parent, CultureInfo.InvariantCulture) : 0;

    private static char? State(int id) => Fields(id) is [[var state], ..] ? state : null;

    /// <summary>What follows the command's name in /proc/ID/stat: state, parent, …</summary>
    private static string[] Fields(int id)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{id}/stat");
            return stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
