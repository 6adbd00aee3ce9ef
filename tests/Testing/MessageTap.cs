using System.Collections.Concurrent;
using MassTransit;
using Microsoft.Extensions.Logging.Abstractions;

namespace SwipeReview.Testing;

/// <summary>Sees the messages of one type that a service publishes, from the moment it is connected, on a queue of its own.</summary>
public sealed class MessageTap<T>
    where T : class
{
    private readonly ConcurrentQueue<T> seen = new();

    private MessageTap()
    {
    }

    public IReadOnlyCollection<T> Seen => seen;

    public static async Task<MessageTap<T>> ConnectAsync(IBus bus)
    {
        var tap = new MessageTap<T>();
        LogContext.ConfigureCurrentLogContext(NullLoggerFactory.Instance); // MassTransit keeps the logger of the last host, which may be gone
        var endpoint = bus.ConnectReceiveEndpoint($"tap-{Guid.CreateVersion7():n}", queue => queue.Handler<T>(context =>
        {
            tap.seen.Enqueue(context.Message);
            return Task.CompletedTask;
        }));
        await endpoint.Ready;
        return tap;
    }

    /// <summary>The first message that fits; waits for it.</summary>
    public Task<T> GetAsync(Func<T, bool> fits) =>
        Eventually.GetAsync(() => Task.FromResult(seen.FirstOrDefault(fits)), $"a fitting {typeof(T).Name}");
}
