using System.Text.Json.Serialization;

namespace Aspire.Hosting.Dcp;

/// <summary>An object of the engine's API: what is wanted (spec) and what is (status).</summary>
internal sealed record DcpObject<TSpec, TStatus>(string Kind, DcpMetadata Metadata, TSpec Spec, TStatus? Status = null)
    where TSpec : class
    where TStatus : class
{
    public string ApiVersion { get; init; } = $"{DcpClient.Group}/{DcpClient.Version}";
}

internal sealed record DcpMetadata(string Name, IReadOnlyDictionary<string, string>? Annotations = null, string? Uid = null)
{
    public string Namespace { get; init; } = "";
}

internal sealed record DcpWatchEvent<TObject>(string Type, TObject Object);

internal sealed record DcpEnvironmentVariable(string Name, string Value);

internal sealed record ServiceSpec(int? Port, string Protocol = "TCP", string AddressAllocationMode = "Localhost");

internal sealed record ServiceStatus(string? EffectiveAddress, int? EffectivePort);

/// <param name="Address">Where the process listens.</param>
/// <param name="Port">Null: the engine finds a free one and tells the process.</param>
internal sealed record ServiceProducer(string ServiceName, string Address, int? Port);

internal sealed record ExecutableSpec(string ExecutablePath, string WorkingDirectory, IReadOnlyList<string> Args, IReadOnlyList<DcpEnvironmentVariable> Env)
{
    public string ExecutionType { get; init; } = "Process";

    public AmbientEnvironment AmbientEnvironment { get; init; } = new("Inherit");
}

internal sealed record AmbientEnvironment(string Behavior);

internal sealed record ContainerSpec(string Image, string? Command, IReadOnlyList<string> Args, IReadOnlyList<DcpEnvironmentVariable> Env)
{
    public IReadOnlyList<PublishedPort> Ports { get; init; } = [];

    public IReadOnlyList<ContainerVolumeMount> VolumeMounts { get; init; } = [];
}

internal sealed record PublishedPort([property: JsonPropertyName("containerPort")] int Number, string HostIP = "127.0.0.1");

internal sealed record ContainerVolumeMount(string Type, string? Source, string Target, bool ReadOnly);

/// <summary>What executables and containers have in common, and each one's own; the other's is null.</summary>
internal sealed record ProcessStatus(
    string? State,
    int? Pid,
    string? ContainerId,
    DateTimeOffset? StartupTimestamp,
    DateTimeOffset? FinishTimestamp,
    int? ExitCode,
    IReadOnlyList<DcpEnvironmentVariable>? EffectiveEnv,
    IReadOnlyList<string>? EffectiveArgs);
