namespace Aspire.Hosting.ApplicationModel;

public static class KnownResourceStates
{
    public static readonly string NotStarted = nameof(NotStarted);
    public static readonly string Waiting = nameof(Waiting);
    public static readonly string Starting = nameof(Starting);
    public static readonly string Running = nameof(Running);
    public static readonly string Stopping = nameof(Stopping);
    public static readonly string Active = nameof(Active);
    public static readonly string Exited = nameof(Exited);
    public static readonly string Finished = nameof(Finished);
    public static readonly string FailedToStart = nameof(FailedToStart);

    public static readonly IReadOnlyList<string> TerminalStates = [Finished, FailedToStart, Exited];
}

public static class KnownResourceStateStyles
{
    public static readonly string Success = "success";
    public static readonly string Error = "error";
    public static readonly string Info = "info";
    public static readonly string Warn = "warning";
}

public static class KnownResourceCommands
{
    public static readonly string StartCommand = "start";
    public static readonly string StopCommand = "stop";
    public static readonly string RestartCommand = "restart";
}

/// <summary>The property names by which the dashboard finds what it shows in columns of their own.</summary>
internal static class KnownProperties
{
    public const string DisplayName = "resource.displayName";
    public const string ParentName = "resource.parentName";
    public const string Source = "resource.source";
    public const string ConnectionString = "resource.connectionString";
    public const string ExecutablePath = "executable.path";
    public const string ExecutableWorkDir = "executable.workDir";
    public const string ExecutableArgs = "executable.args";
    public const string ExecutablePid = "executable.pid";
    public const string ProjectPath = "project.path";
    public const string ContainerImage = "container.image";
    public const string ContainerId = "container.id";
    public const string ContainerCommand = "container.command";
    public const string ContainerArgs = "container.args";
    public const string ParameterValue = "Value";
}

internal static class KnownResourceTypes
{
    public const string Executable = nameof(Executable);
    public const string Project = nameof(Project);
    public const string Container = nameof(Container);
    public const string Parameter = nameof(Parameter);
}
