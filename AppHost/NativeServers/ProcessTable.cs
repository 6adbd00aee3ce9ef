namespace SwipeReview.NativeServers;

/// <summary>What runs on this machine.</summary>
public static class ProcessTable
{
    /// <summary>Whether a process of this machine, other than this one, has the text in its command line.</summary>
    public static bool AnyMentions(string text) =>
        Directory.EnumerateDirectories("/proc")
            .Where(folder => int.TryParse(Path.GetFileName(folder), out var id) && id != Environment.ProcessId)
            .Any(folder => CommandLine(folder).Contains(text, StringComparison.Ordinal));

    private static string CommandLine(string folder)
    {
        try
        {
            return File.ReadAllText(Path.Combine(folder, "cmdline"));
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
