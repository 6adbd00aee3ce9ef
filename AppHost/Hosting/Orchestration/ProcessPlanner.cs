using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Orchestration;

/// <summary>Evaluates what was said about a resource, anew at each start.</summary>
internal sealed class ProcessPlanner(DistributedApplicationExecutionContext executionContext)
{
    public async Task<ProcessPlan> PlanAsync(IResource resource, CancellationToken cancellationToken)
    {
        var (command, workingDirectory) = resource switch
        {
            ExecutableResource executable => (executable.Command, executable.WorkingDirectory),
            ProjectResource project => ProjectOutput.Of(project),
            ContainerResource container => (container.Entrypoint ?? "", ""),
            _ => throw new ArgumentException($"'{resource.Name}' is no process.", nameof(resource)),
        };
        return new ProcessPlan(command, workingDirectory, await ArgumentsAsync(resource, cancellationToken), await EnvironmentAsync(resource, cancellationToken));
    }

    private static async Task<IReadOnlyList<PlannedValue>> ArgumentsAsync(IResource resource, CancellationToken cancellationToken)
    {
        var context = new CommandLineArgsCallbackContext([], cancellationToken);
        foreach (var annotation in resource.Annotations.OfType<CommandLineArgsCallbackAnnotation>())
            await annotation.Callback(context);

        var arguments = new List<PlannedValue>();
        foreach (var argument in context.Args)
            arguments.Add(await EvaluateAsync(argument, cancellationToken));
        return arguments;
    }

    private async Task<IReadOnlyDictionary<string, PlannedValue>> EnvironmentAsync(IResource resource, CancellationToken cancellationToken)
    {
        var context = new EnvironmentCallbackContext(executionContext, resource, cancellationToken: cancellationToken);
        foreach (var annotation in resource.Annotations.OfType<EnvironmentCallbackAnnotation>())
            await annotation.Callback(context);

        var environment = new SortedDictionary<string, PlannedValue>(StringComparer.Ordinal);
        foreach (var (name, value) in context.EnvironmentVariables)
            environment[name] = await EvaluateAsync(value, cancellationToken);
        return environment;
    }

    private static async ValueTask<PlannedValue> EvaluateAsync(object value, CancellationToken cancellationToken) =>
        new(value is IValueProvider provider ? await provider.GetValueAsync(cancellationToken) ?? "" : $"{value}", Secret.IsIn(value));
}
