namespace SwipeReview.AppHost.Infrastructure;

internal static class Secrets
{
    /// <summary>A secret that is made up once and kept, unless configuration says it. Letters and digits only: it may stand in a URL.</summary>
    public static IResourceBuilder<ParameterResource> AddGeneratedSecret(this IDistributedApplicationBuilder builder, string name) =>
        builder.AddParameter(name, new GenerateParameterDefault { MinLength = 32, Special = false }, secret: true, persist: true);

    /// <summary>
    /// Lets the service prove to Identity which one it is, and so call the internal routes of others. Processes of one service
    /// share its identity.
    /// </summary>
    public static IResourceBuilder<ProjectResource> WithServiceIdentity(this IResourceBuilder<ProjectResource> service, IResourceBuilder<ProjectResource> identity, string? clientId = null)
    {
        clientId ??= service.Resource.Name;
        var builder = service.ApplicationBuilder;
        var name = $"{clientId}-client-secret";
        if (builder.Resources.OfType<ParameterResource>().FirstOrDefault(parameter => parameter.Name == name) is not { } secret)
        {
            secret = builder.AddGeneratedSecret(name).Resource;
            identity.WithEnvironment($"ServiceAuth__Clients__{clientId}", builder.CreateResourceBuilder(secret));
        }

        return service
            .WithReference(identity)
            .WithEnvironment("ServiceAuth__ClientId", clientId)
            .WithEnvironment("ServiceAuth__ClientSecret", builder.CreateResourceBuilder(secret));
    }
}
