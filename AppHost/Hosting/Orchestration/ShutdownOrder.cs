using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Orchestration;

internal static class ShutdownOrder
{
    /// <summary>Those first that nobody waited for, so that no process loses its database before it has put its work away.</summary>
    public static IEnumerable<IReadOnlyList<IResource>> Of(IEnumerable<IResource> resources)
    {
        var remaining = resources.ToHashSet();
        while (remaining.Count > 0)
        {
            var needed = remaining.SelectMany(Needs).ToHashSet();
            var layer = remaining.Where(resource => !needed.Contains(resource)).ToList();
            if (layer.Count == 0)
                layer = [.. remaining]; // a circle: no order is right

            remaining.ExceptWith(layer);
            yield return layer;
        }
    }

    private static IEnumerable<IResource> Needs(IResource resource)
    {
        foreach (var wait in resource.Annotations.OfType<WaitAnnotation>())
            yield return wait.Resource;
        if (resource is IResourceWithParent child)
            yield return child.Parent;
    }
}
