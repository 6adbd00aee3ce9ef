using System.Reflection;
using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using SwipeReview.ServiceDefaults.Persistence;

namespace SwipeReview.ServiceDefaults.Messaging;

/// <summary>RabbitMQ by MassTransit: what a service publishes leaves through its outbox, what it consumes passes its inbox.</summary>
public static class MessagingExtensions
{
    /// <summary>
    /// Consumes with every consumer of <paramref name="consumers"/> that <paramref name="select"/> lets through, each on
    /// a quorum queue of its own named <c>{service}-{consumer}</c>; relays the outbox of <typeparamref name="TContext"/>.
    /// A consumer's <c>ConsumerDefinition</c>, where it has one, is found beside it.
    /// </summary>
    /// <param name="service">Prefix of the queues, so that two services never share one by accident.</param>
    public static WebApplicationBuilder AddMessaging<TContext>(
        this WebApplicationBuilder builder, string service, Assembly consumers, Func<Type, bool>? select = null)
        where TContext : ServiceDbContext
    {
        var types = consumers.GetTypes()
            .Where(type => type is { IsClass: true, IsAbstract: false } && (select?.Invoke(type) ?? true)
                && (type.IsAssignableTo(typeof(IConsumer)) || type.IsAssignableTo(typeof(IConsumerDefinition))))
            .ToArray();
        var names = new KebabCaseEndpointNameFormatter($"{service}-", includeNamespace: false);
        var longRunning = types.Where(type => type.GetCustomAttribute<LongRunningAttribute>() is not null)
            .Select(type => names.SanitizeName($"{service}-{KebabCaseEndpointNameFormatter.Instance.SanitizeName(type.Name)}"))
            .ToHashSet(StringComparer.Ordinal);

        builder.Services.AddOptions<MassTransitHostOptions>().Configure(host => host.WaitUntilStarted = false);
        builder.Services.AddHostedService<OutboxRelay>();
        builder.Services.AddMassTransit(bus =>
        {
            bus.SetEndpointNameFormatter(names);
            bus.ConfigureHealthCheckOptions(health => health.MinimalFailureStatus = HealthStatus.Degraded);
            bus.AddConsumers(types);
            bus.AddConfigureEndpointsCallback((context, name, endpoint) =>
            {
                if (endpoint is IRabbitMqReceiveEndpointConfigurator queue)
                {
                    queue.SetQuorumQueue();
                }

                // The retry is outside: each attempt is a new scope with a new transaction.
                endpoint.UseMessageRetry(retry => retry.Exponential(3, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(2)));
                if (!longRunning.Contains(name))
                {
                    endpoint.UseConsumeFilter(typeof(InboxFilter<>), context);
                }
            });
            bus.UsingRabbitMq((context, rabbit) =>
            {
                var address = new Uri(context.GetRequiredService<IConfiguration>().GetConnectionString("rabbitmq")
                    ?? throw new InvalidOperationException("No connection string 'rabbitmq'."));
                var user = address.UserInfo.Split(':', 2);
                rabbit.Host(address.Host, (ushort)(address.Port > 0 ? address.Port : 5672),
                    address.AbsolutePath.Length > 1 ? Uri.UnescapeDataString(address.AbsolutePath[1..]) : "/", host =>
                {
                    host.Username(Uri.UnescapeDataString(user[0]));
                    host.Password(Uri.UnescapeDataString(user.ElementAtOrDefault(1) ?? ""));
                });
                rabbit.PrefetchCount = 16;
                rabbit.ConfigureEndpoints(context);
            });
        });
        return builder;
    }
}

/// <summary>
/// For a consumer that works for longer than a transaction may last: it has no inbox row and makes itself idempotent by
/// the state of what it works on.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class LongRunningAttribute : Attribute;
