using System.Globalization;

namespace SwipeReview.NativeServers.Tests;

internal static class Processes
{
    /// <summary>A process and all that descend from it, by the kernel's list.</summary>
    public static IReadOnlyList<int> TreeOf(int root)
    {
        List<int> tree = [root];
        for (var i = 0; i < tree.Count; i++)
        {
            tree.AddRange(ChildrenOf(tree[i]));
        }

        return tree;
    }

    /// <summary>Ids of those among <paramref name="processIds"/> that still run, after at most five seconds' wait for their end.</summary>
    public static async Task<IReadOnlyList<int>> LeftOverAsync(IEnumerable<int> processIds)
    {
        var left = processIds.ToList();
        for (var i = 0; i < 100 && left is not []; i++)
        {
            await Task.Delay(50);
            left.RemoveAll(id => !IsAlive(id));
        }

        return left;
    }

    private static IEnumerable<int> ChildrenOf(int id) =>
        Directory.EnumerateDirectories($"/proc/{id}/task")
            .SelectMany(task => File.ReadAllText(Path.Combine(task, "children")).Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Select(child => int.Parse(child, CultureInfo.InvariantCulture));

    // A zombie has ended: it only waits for somebody to read its exit code.
    private static bool IsAlive(int id)
    {
        try
        {
            return !File.ReadAllText($"/proc/{id}/stat").Contains(") Z ");
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
