namespace Aspire.Hosting.Dcp;

/// <summary>Placeholders in arguments and environment that the engine fills in for each process.</summary>
internal static class DcpTemplates
{
    public static string PortForServing(string serviceName) => $$$"""{{- portForServing "{{{serviceName}}}" -}}""";

    public static string Annotation(string name) => $$$"""{{- index .Annotations "{{{name}}}" -}}""";
}

internal static class DcpAnnotations
{
    public const string ServiceProducer = "service-producer";
    public const string ResourceName = "resource-name";
    public const string ResourceId = "resource-id";
}
