namespace SwipeReview.Testing;

/// <summary>What the AppHost would inject into a service, over real servers.</summary>
public static class ServiceSettings
{
    /// <summary>A fresh database under the connection-string name <paramref name="database"/>, a virtual host and a Redis database.</summary>
    public static async Task<Dictionary<string, string?>> CreateSettingsAsync(this Infrastructure infrastructure, string database) => new(StringComparer.Ordinal)
    {
        [$"ConnectionStrings:{database}"] = await infrastructure.CreateDatabaseAsync(),
        ["ConnectionStrings:redis"] = await infrastructure.CreateRedisDatabaseAsync(),
        ["ConnectionStrings:rabbitmq"] = await infrastructure.CreateVirtualHostAsync(),
    };
}
