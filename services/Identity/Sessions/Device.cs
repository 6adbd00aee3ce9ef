namespace SwipeReview.Identity.Sessions;

/// <summary>What a User-Agent says of a device, in as few words as a person needs to recognise theirs: “Firefox · Android”.</summary>
internal static class Device
{
    private const int Longest = 40;

    // The first that is named wins: each also names those after it, to be taken for them.
    private static readonly (string Mark, string Name)[] Browsers =
    [
        ("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser/", "Samsung Internet"), ("Firefox/", "Firefox"), ("FxiOS/", "Firefox"),
        ("CriOS/", "Chrome"), ("Chrome/", "Chrome"), ("Safari/", "Safari"),
    ];

    private static readonly (string Mark, string Name)[] Systems =
    [
        ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("CrOS", "ChromeOS"), ("Mac OS X", "macOS"), ("Linux", "Linux"),
    ];

    /// <summary>Null when nothing was said. What is no browser goes by the name that it gives itself.</summary>
    public static string? Describe(string? userAgent)
    {
        if (string.IsNullOrWhiteSpace(userAgent))
        {
            return null;
        }

        var system = Find(Systems, userAgent);
        var browser = Find(Browsers, userAgent) ?? OwnName(userAgent);
        return system is null ? browser : $"{browser} · {system}";
    }

    private static string? Find((string Mark, string Name)[] known, string userAgent) =>
        Array.Find(known, one => userAgent.Contains(one.Mark, StringComparison.Ordinal)).Name;

    private static string OwnName(string userAgent)
    {
        var name = new string([.. userAgent.Split('/', ' ')[0].Where(char.IsAsciiLetterOrDigit).Take(Longest)]);
        return name.Length > 0 ? name : "?";
    }
}
