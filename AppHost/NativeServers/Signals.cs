using System.Runtime.InteropServices;

namespace SwipeReview.NativeServers;

internal static partial class Signals
{
    private const int KillNow = 9;
    private const int Terminate = 15;

    /// <summary>Asks a process to end; that it is gone already is no fault.</summary>
    public static void AskToEnd(int processId) => _ = Send(processId, Terminate);

    /// <summary>Ends a process; that it is gone already is no fault.</summary>
    public static void Kill(int processId) => _ = Send(processId, KillNow);

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Send(int processId, int signal);
}
