using System.Reflection;
using MassTransit;
using MassTransit.Monitoring;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using SwipeReview.ServiceDefaults.Messaging.DeadLetters;
using SwipeReview.ServiceDefaults.Persistence;

namespace SwipeReview.ServiceDefaults.Messaging;

/// <summary>RabbitMQ by MassTransit: what a service publishes leaves through its outbox, what it consumes passes its inbox.</summary>
public static class MessagingExtensions
{
    /// <summary>
    /// Consumes with every consumer of <paramref name="consumers"/> that <paramref name="select"/> lets through, each on
    /// a quorum queue of its own named <c>{service}-{consumer}</c>; relays the outbox of <typeparamref name="TContext"/>.
    /// A consumer's <c>ConsumerDefinition</c>, where it has one, is found beside it. What no attempt could consume waits for an
    /// operator at <c>/api/v1/admin/queues/{service}/dead-letters</c>.
    /// </summary>
    /// <param name="service">Prefix of the queues, so that two services never share one by accident.</param>
    public static WebApplicationBuilder AddMessaging<TContext>(
        this WebApplicationBuilder builder, string service, Assembly consumers, Func<Type, bool>? select = null)
        where TContext : ServiceDbContext
    {
        var all = consumers.GetTypes()
            .Where(type => type is { IsClass: true, IsAbstract: false }
                && (type.IsAssignableTo(typeof(IConsumer)) || type.IsAssignableTo(typeof(IConsumerDefinition))))
            .ToArray();
        var types = all.Where(type => select?.Invoke(type) ?? true).ToArray();
        var names = new KebabCaseEndpointNameFormatter($"{service}-", includeNamespace: false);
        var commands = CommandQueues.Of(all, QueueOf);

        builder.AddValidatedOptions<MessagingOptions>(MessagingOptions.Section);
        SilentBroker.Guard();
        builder.Services.AddMassTransit(bus =>
        {
            bus.DisableUsageTelemetry();
            bus.SetEndpointNameFormatter(names);
            bus.AddConsumers(types);
            bus.AddConsumer<ForgetDeadLetters>();
            bus.AddConfigureEndpointsCallback((context, name, endpoint) =>
            {
                if (endpoint is IRabbitMqReceiveEndpointConfigurator queue)
                {
                    queue.SetQuorumQueue();
                }

                // The retry is outside: each attempt is a new scope with a new transaction.
                endpoint.UseMessageRetry(retry =>
                {
                    retry.Ignore<Exception>(LastingFaults.Contains);
                    retry.SetRetryPolicy(filter => new PatientRetryPolicy(context.GetRequiredService<TimeProvider>(), filter));
                });
                if (commands.IsQueue(name))
                {
                    endpoint.ConfigureConsumeTopology = false;
                }
                else
                {
                    endpoint.UseConsumeFilter(typeof(InboxFilter<>), context);
                }
            });
        });
        builder.Services.AddBus(commands, new DeadLetterQueue(service));
        return builder;

        string QueueOf(Type consumer) => names.SanitizeName($"{service}-{KebabCaseEndpointNameFormatter.Instance.SanitizeName(consumer.Name)}");
    }

    /// <summary>MassTransit starts one bus for the life of the process; here the keeper makes them, as many as it takes.</summary>
    private static void AddBus(this IServiceCollection services, CommandQueues commands, DeadLetterQueue deadLetters)
    {
        services.RemoveMassTransitHostedService();
        services.Remove(services.Single(service => service.ImplementationType == typeof(ConfigureBusHealthCheckServiceOptions)));
        services.AddSingleton(commands);
        services.AddSingleton(deadLetters);
        services.AddSingleton<DeadLetterCollector>();
        services.AddSingleton<BrokerAddress>();
        services.AddSingleton<BusFactory>();
        services.AddSingleton<BusKeeper>();
        services.AddTransient(provider => provider.GetRequiredService<BusKeeper>().Bus);
        services.AddTransient<IBus>(provider => provider.GetRequiredService<IBusControl>());
        services.AddHostedService(provider => provider.GetRequiredService<BusKeeper>());
        services.AddHostedService<OutboxRelay>();
        services.AddHealthChecks().AddCheck<BusKeeper>("broker", HealthStatus.Degraded);
    }
}

/// <summary>
/// For a consumer of a command that works for longer than a transaction may last: it has no inbox row and makes itself
/// idempotent by the state of what it works on. Its command goes straight to its queue, which every process of the
/// service declares: what is sent before the one that consumes has started for the first time waits there.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class LongRunningAttribute : Attribute;
