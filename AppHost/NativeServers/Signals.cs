using System.Runtime.InteropServices;

namespace SwipeReview.NativeServers;

internal static partial class Signals
{
    private const int Terminate = 15;

    /// <summary>Asks a process to end; that it is gone already is no fault.</summary>
    public static void AskToEnd(int processId) => _ = Kill(processId, Terminate);

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int processId, int signal);
}
