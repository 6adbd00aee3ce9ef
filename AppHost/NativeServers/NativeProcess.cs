namespace SwipeReview.NativeServers;

/// <summary>How to run a server in the foreground, as a direct child of whoever starts it.</summary>
/// <param name="Command">The program; found on the PATH when it has no folder.</param>
/// <param name="Arguments">Its arguments, unquoted.</param>
/// <param name="Environment">Variables to set on top of the caller's.</param>
/// <param name="WorkingFolder">Where to start it, absolute.</param>
public sealed record NativeProcess(
    string Command,
    IReadOnlyList<string> Arguments,
    IReadOnlyDictionary<string, string> Environment,
    string WorkingFolder);
