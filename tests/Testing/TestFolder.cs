using System.Globalization;

namespace SwipeReview.Testing;

/// <summary>A temporary folder that belongs to this process.</summary>
public static class TestFolder
{
    private const string Prefix = "swipereview-test-";

    /// <summary>Makes an empty folder, and removes those of processes that were killed before they could.</summary>
    public static string Create()
    {
        foreach (var left in Directory.EnumerateDirectories(Path.GetTempPath(), Prefix + "*").Where(OwnerIsGone))
        {
            TryDelete(left);
        }

        return Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), $"{Prefix}{Environment.ProcessId}-{Guid.CreateVersion7():n}")).FullName;
    }

    private static void TryDelete(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception notOurs) when (notOurs is IOException or UnauthorizedAccessException)
        {
            // Another test process is removing it, or another user made it.
        }
    }

    private static bool OwnerIsGone(string folder) =>
        int.TryParse(Path.GetFileName(folder)[Prefix.Length..].Split('-')[0], CultureInfo.InvariantCulture, out var processId)
        && !Directory.Exists($"/proc/{processId}");
}
