using System.Reflection;
using MassTransit;

namespace SwipeReview.ServiceDefaults.Messaging;

/// <summary>
/// The queues of <see cref="LongRunningAttribute"/> consumers. The consumer may run in another process than the sender,
/// and a broker drops what is published before anybody has bound a queue. So the command's exchange is the queue's own
/// from the start, and whoever sends declares both.
/// </summary>
internal sealed class CommandQueues : IEntityNameFormatter
{
    private readonly Dictionary<Type, string> queueByCommand;
    private IEntityNameFormatter others = null!;

    private CommandQueues(Dictionary<Type, string> queueByCommand) => this.queueByCommand = queueByCommand;

    public static CommandQueues Of(IEnumerable<Type> consumers, Func<Type, string> queueOf) => new((
        from consumer in consumers
        where consumer.GetCustomAttribute<LongRunningAttribute>() is not null
        from contract in consumer.GetInterfaces()
        where contract.IsGenericType && contract.GetGenericTypeDefinition() == typeof(IConsumer<>)
        select (Command: contract.GetGenericArguments()[0], Queue: queueOf(consumer))).ToDictionary(item => item.Command, item => item.Queue));

    public bool IsQueue(string name) => queueByCommand.ContainsValue(name);

    public void Declare(IRabbitMqBusFactoryConfigurator rabbit)
    {
        others = rabbit.MessageTopology.EntityNameFormatter;
        rabbit.MessageTopology.SetEntityNameFormatter(this);
        foreach (var (command, queue) in queueByCommand)
        {
            rabbit.Publish(command, topology => topology.BindQueue(queue, queue, declared => declared.SetQueueArgument("x-queue-type", "quorum")));
        }
    }

    public string FormatEntityName<T>() => queueByCommand.GetValueOrDefault(typeof(T)) ?? others.FormatEntityName<T>();
}
