using Npgsql;
using RabbitMQ.Client;
using StackExchange.Redis;

namespace SwipeReview.NativeServers.Tests;

/// <summary>One thing written to, and read from, each server with the client that the services use.</summary>
internal static class Clients
{
    private const string Queue = "kept";

    public static async Task<object?> SqlAsync(string connectionString, string statement)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var command = source.CreateCommand(statement);
        return await command.ExecuteScalarAsync();
    }

    public static async Task<T> RedisAsync<T>(string connectionString, Func<IDatabase, Task<T>> use)
    {
        using var redis = await ConnectionMultiplexer.ConnectAsync(connectionString);
        return await use(redis.GetDatabase());
    }

    /// <summary>Returns when the broker has confirmed that the message is on disk.</summary>
    public static async Task PublishAsync(string url, string text)
    {
        await using var connection = await ConnectAsync(url);
        await using var channel = await connection.CreateChannelAsync(new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true));
        await DeclareAsync(channel);
        await channel.BasicPublishAsync("", Queue, mandatory: true, new BasicProperties { Persistent = true }, System.Text.Encoding.UTF8.GetBytes(text));
    }

    public static async Task<string?> TakeAsync(string url)
    {
        await using var connection = await ConnectAsync(url);
        await using var channel = await connection.CreateChannelAsync();
        await DeclareAsync(channel);
        var message = await channel.BasicGetAsync(Queue, autoAck: true);
        return message is null ? null : System.Text.Encoding.UTF8.GetString(message.Body.Span);
    }

    private static Task<IConnection> ConnectAsync(string url) => new ConnectionFactory { Uri = new Uri(url) }.CreateConnectionAsync();

    private static Task DeclareAsync(IChannel channel) => channel.QueueDeclareAsync(
        Queue, durable: true, exclusive: false, autoDelete: false,
        new Dictionary<string, object?>(StringComparer.Ordinal) { ["x-queue-type"] = "quorum" });
}
