using System.Diagnostics;

namespace SwipeReview.AppHost.Infrastructure;

internal static class InfrastructureChoice
{
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan PullLimit = TimeSpan.FromMinutes(5);

    /// <summary>As <c>--infra</c> says; left to itself, it takes containers where they can be had, and says what it took.</summary>
    public static async Task<IInfrastructure> ChooseInfrastructureAsync(this IDistributedApplicationBuilder builder, DataFolder data)
    {
        if (builder.ExecutionContext.IsPublishMode)
            return new ContainerInfrastructure(builder);

        switch (builder.Configuration["infra"] ?? "auto")
        {
            case "native":
                return new NativeInfrastructure(builder, data);
            case "containers":
                builder.Eventing.Subscribe<BeforeStartEvent>(async (_, _) =>
                {
                    if (await WhyNotContainersAsync() is { } obstacle)
                        throw new DistributedApplicationException($"--infra containers: {obstacle}.");
                });
                return new ContainerInfrastructure(builder);
            default:
                var reason = await WhyNotContainersAsync();
                Console.WriteLine(reason is null
                    ? "PostgreSQL, Redis and RabbitMQ run in containers."
                    : $"PostgreSQL, Redis and RabbitMQ run as native servers ({reason}).");
                return reason is null ? new ContainerInfrastructure(builder) : new NativeInfrastructure(builder, data);
        }
    }

    private static async Task<string?> WhyNotContainersAsync()
    {
        if (!await SucceedsAsync(AnswerLimit, "info"))
            return "no container engine answers";

        foreach (var image in ContainerInfrastructure.Images)
        {
            if (await SucceedsAsync(AnswerLimit, "image", "inspect", image))
                continue;

            Console.WriteLine($"Pulling {image}…");
            if (!await SucceedsAsync(PullLimit, "pull", "--quiet", image))
                return $"the image {image} can't be pulled";
        }

        return null;
    }

    private static async Task<bool> SucceedsAsync(TimeSpan limit, params string[] arguments)
    {
        using var patience = new CancellationTokenSource(limit);
        try
        {
            using var docker = Process.Start(new ProcessStartInfo("docker", arguments)
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            try
            {
                await Task.WhenAll(docker.StandardOutput.ReadToEndAsync(patience.Token), docker.StandardError.ReadToEndAsync(patience.Token));
                await docker.WaitForExitAsync(patience.Token);
                return docker.ExitCode == 0;
            }
            catch (OperationCanceledException)
            {
                docker.Kill();
                return false;
            }
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false; // there is no docker
        }
    }
}
