using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting;

public static class ParameterResourceBuilderExtensions
{
    /// <summary>A parameter that configuration may set and that otherwise has this default.</summary>
    /// <param name="persist">Whether a default that was made up once is kept for the next run.</param>
    public static IResourceBuilder<ParameterResource> AddParameter(
        this IDistributedApplicationBuilder builder,
        string name,
        ParameterDefault value,
        bool secret = false,
        bool persist = false)
    {
        var parameter = new ParameterResource(
            name,
            fallback => builder.Configuration[$"Parameters:{name}"]
                ?? (persist && builder.ExecutionContext.IsRunMode ? ParameterStore.In(builder.Configuration).GetOrAdd(name, fallback!.GetDefaultValue) : fallback!.GetDefaultValue()),
            secret)
        {
            Default = value,
        };
        return builder.AddResource(parameter);
    }
}
