using MassTransit;
using MassTransit.Configuration;
using MassTransit.DependencyInjection;
using MassTransit.RabbitMqTransport.Configuration;
using Microsoft.Extensions.DependencyInjection;
using SwipeReview.ServiceDefaults.Messaging.DeadLetters;

namespace SwipeReview.ServiceDefaults.Messaging;

/// <summary>Makes buses, any number in the life of a process: each has all consumers and connections of its own.</summary>
internal sealed class BusFactory(IServiceProvider services, IBusRegistrationContext registered, BrokerAddress broker, CommandQueues commands, DeadLetterQueue deadLetters)
{
    private const ushort Prefetch = 16;

    public IBusControl Create()
    {
        // A context remembers which consumers it has configured and leaves them out of the next bus.
        var context = new BusRegistrationContext(services, registered.GetRequiredService<IContainerSelector>(), (ISetScopedConsumeContext)registered);
        return new RabbitMqRegistrationBusFactory(Configure).CreateBus(context, [], "").BusControl;
    }

    private void Configure(IBusRegistrationContext context, IRabbitMqBusFactoryConfigurator rabbit)
    {
        broker.Configure(rabbit);
        rabbit.PrefetchCount = Prefetch;
        commands.Declare(rabbit);
        rabbit.SendTopology.ErrorQueueNameFormatter = deadLetters;
        rabbit.SendTopology.DeadLetterQueueNameFormatter = deadLetters;
        rabbit.ConfigureEndpoints(context);
    }
}
