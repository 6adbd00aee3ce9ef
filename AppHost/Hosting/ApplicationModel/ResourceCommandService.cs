namespace Aspire.Hosting.ApplicationModel;

/// <summary>Runs a command (start, stop, restart, …) on a resource, or on one replica of it.</summary>
public sealed class ResourceCommandService(ResourceNotificationService notifications, IServiceProvider services)
{
    /// <param name="resourceId">A resource's or a replica's name, as in <see cref="ResourceEvent.ResourceId"/>.</param>
    public async Task<ExecuteCommandResult> ExecuteCommandAsync(string resourceId, string commandName, CancellationToken cancellationToken = default)
    {
        if (!notifications.TryGetCurrentState(resourceId, out var current))
            return CommandResults.Failure($"There is no resource '{resourceId}'.");

        var command = current.Resource.Annotations.OfType<ResourceCommandAnnotation>().FirstOrDefault(candidate => candidate.Name == commandName);
        if (command is null)
            return CommandResults.Failure($"'{resourceId}' has no command '{commandName}'.");

        try
        {
            return await command.ExecuteCommand(new ExecuteCommandContext
            {
                ServiceProvider = services,
                ResourceName = resourceId,
                CancellationToken = cancellationToken,
            });
        }
        catch (OperationCanceledException)
        {
            return CommandResults.Canceled();
        }
        catch (Exception fault)
        {
            return CommandResults.Failure(fault.Message);
        }
    }
}

public sealed class ExecuteCommandContext
{
    public required IServiceProvider ServiceProvider { get; init; }

    public required string ResourceName { get; init; }

    public required CancellationToken CancellationToken { get; init; }
}

public sealed class ExecuteCommandResult
{
    public required bool Success { get; init; }

    public bool Canceled { get; init; }

    public string? ErrorMessage { get; init; }
}

public static class CommandResults
{
    public static ExecuteCommandResult Success() => new() { Success = true };

    public static ExecuteCommandResult Canceled() => new() { Success = false, Canceled = true };

    public static ExecuteCommandResult Failure(string? errorMessage = null) => new() { Success = false, ErrorMessage = errorMessage };
}

/// <summary>A button on the resource's row, and what it does.</summary>
public sealed class ResourceCommandAnnotation(
    string name,
    string displayName,
    Func<CustomResourceSnapshot, ResourceCommandState> updateState,
    Func<ExecuteCommandContext, Task<ExecuteCommandResult>> executeCommand,
    string? iconName = null,
    bool isHighlighted = false) : IResourceAnnotation
{
    public string Name { get; } = name;

    public string DisplayName { get; } = displayName;

    public Func<CustomResourceSnapshot, ResourceCommandState> UpdateState { get; } = updateState;

    public Func<ExecuteCommandContext, Task<ExecuteCommandResult>> ExecuteCommand { get; } = executeCommand;

    public string? IconName { get; } = iconName;

    public bool IsHighlighted { get; } = isHighlighted;
}
