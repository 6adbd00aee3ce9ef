using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Orchestration;

/// <summary>Start, stop and restart, for every resource that is a process.</summary>
internal static class LifecycleCommands
{
    public static void AddTo(IResource resource, ResourceLauncher launcher)
    {
        var instances = ResourceInstance.Of(resource).ToDictionary(instance => instance.Id, StringComparer.OrdinalIgnoreCase);

        Add(KnownResourceCommands.StartCommand, "Start", "Play", state => IsEnded(state) ? ResourceCommandState.Enabled : ResourceCommandState.Hidden, launcher.StartAsync);
        Add(KnownResourceCommands.StopCommand, "Stop", "Stop", state => IsRunning(state) ? ResourceCommandState.Enabled : ResourceCommandState.Hidden, launcher.StopAsync);
        Add(KnownResourceCommands.RestartCommand, "Restart", "ArrowCounterclockwise", state => IsRunning(state) ? ResourceCommandState.Enabled : ResourceCommandState.Disabled, launcher.StartAsync);

        void Add(string name, string displayName, string icon, Func<string?, ResourceCommandState> stateOf, Func<ResourceInstance, CancellationToken, Task> execute) =>
            resource.Annotations.Add(new ResourceCommandAnnotation(
                name,
                displayName,
                context => stateOf(context.ResourceSnapshot.State?.Text),
                async context =>
                {
                    await execute(instances[context.ResourceName], context.CancellationToken);
                    return CommandResults.Success();
                },
                icon,
                isHighlighted: name != KnownResourceCommands.RestartCommand));
    }

    private static bool IsRunning(string? state) => state == KnownResourceStates.Running;

    private static bool IsEnded(string? state) => state == KnownResourceStates.NotStarted || KnownResourceStates.TerminalStates.Contains(state);
}
