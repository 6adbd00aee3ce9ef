using System.Runtime.ExceptionServices;
using System.Threading.Channels;
using RabbitMQ.Client;

namespace SwipeReview.ServiceDefaults.Messaging;

/// <summary>
/// When a broker falls silent for longer than its heartbeat, RabbitMQ.Client 7.1 closes the connection twice at once: from the
/// loop that reads, and from the timer that noticed. The later one finds it closed and throws. In the timer nobody can catch
/// that, and the process would end for a connection that is gone anyway and that the bus replaces.
/// </summary>
internal static class SilentBroker
{
    private static int isGuarded;

    public static void Guard()
    {
        if (Interlocked.Exchange(ref isGuarded, 1) == 0)
        {
            ExceptionHandling.SetUnhandledExceptionHandler(IsSecondClose);
        }
    }

    private static bool IsSecondClose(Exception fault) => fault is ChannelClosedException
        && fault.StackTrace?.Contains($"{typeof(IConnection).Namespace}.Framing.Connection.HeartbeatReadTimerCallback", StringComparison.Ordinal) == true;
}
