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
