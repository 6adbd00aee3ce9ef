using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Dcp;

namespace Aspire.Hosting.Orchestration;

internal static class ContainerPlan
{
    public static string Image(IResource container) => container.Annotations.OfType<ContainerImageAnnotation>().Last().Reference;

    public static ContainerSpec Spec(ContainerResource container, ProcessPlan plan) =>
        new(Image(container), container.Entrypoint, plan.PlainArguments, plan.PlainEnvironment)
        {
            Ports = [.. container.Annotations.OfType<EndpointAnnotation>().Where(endpoint => endpoint.TargetPort is not null).Select(endpoint => new PublishedPort(endpoint.TargetPort!.Value))],
            VolumeMounts = [.. container.Annotations.OfType<ContainerMountAnnotation>().Select(mount => new ContainerVolumeMount(mount.Type == ContainerMountType.Volume ? "volume" : "bind", mount.Source, mount.Target, mount.IsReadOnly))],
        };
}
