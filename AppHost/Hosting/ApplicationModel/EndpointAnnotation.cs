using System.Net.Sockets;

namespace Aspire.Hosting.ApplicationModel;

public sealed class EndpointAnnotation(
    ProtocolType protocol,
    string? uriScheme = null,
    string? transport = null,
    string? name = null,
    int? port = null,
    int? targetPort = null,
    bool? isExternal = null,
    bool isProxied = true) : IResourceAnnotation
{
    private readonly TaskCompletionSource<AllocatedEndpoint> _allocated = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ProtocolType Protocol { get; } = protocol;

    public string UriScheme { get; set; } = uriScheme ?? "tcp";

    public string Name { get; } = name ?? uriScheme ?? "tcp";

    public string Transport { get; set; } = transport ?? (uriScheme is "http" or "https" ? "http" : "tcp");

    /// <summary>Where clients connect. Null: a free port.</summary>
    public int? Port { get; set; } = port;

    /// <summary>Where the process itself listens. Null: a free port, told to the process.</summary>
    public int? TargetPort { get; set; } = targetPort;

    public bool IsExternal { get; set; } = isExternal ?? false;

    /// <summary>Whether clients reach the process through a port that the engine holds open, over restarts and for all replicas.</summary>
    public bool IsProxied { get; set; } = isProxied;

    public AllocatedEndpoint? AllocatedEndpoint
    {
        get => _allocated.Task.IsCompletedSuccessfully ? _allocated.Task.Result : null;
        set => _allocated.TrySetResult(value!);
    }

    internal Task<AllocatedEndpoint> AllocatedAsync(CancellationToken cancellationToken) => _allocated.Task.WaitAsync(cancellationToken);
}

/// <param name="targetPortExpression">The port that a replica itself listens on; the engine fills it in for each.</param>
public sealed class AllocatedEndpoint(EndpointAnnotation endpoint, string address, int port, string? targetPortExpression = null)
{
    public EndpointAnnotation Endpoint { get; } = endpoint;

    public string Address { get; } = address;

    public int Port { get; } = port;

    public string? TargetPortExpression { get; } = targetPortExpression;

    public string UriString => $"{Endpoint.UriScheme}://{Address}:{Port}";
}
