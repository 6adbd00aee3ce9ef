using MassTransit;

namespace SwipeReview.ServiceDefaults.Messaging.DeadLetters;

/// <summary>
/// The broker's error queue of a service: one for all of its queues, which is where MassTransit puts what every attempt
/// failed to consume, and what nobody consumes any more.
/// </summary>
internal sealed record DeadLetterQueue(string Service) : IErrorQueueNameFormatter, IDeadLetterQueueNameFormatter
{
    public string Name => $"{Service}_error";

    public static Dictionary<string, object?> Arguments { get; } = new(StringComparer.Ordinal) { ["x-queue-type"] = "quorum" };

    public string FormatErrorQueueName(string queueName) => Name;

    public string FormatDeadLetterQueueName(string queueName) => Name;
}
