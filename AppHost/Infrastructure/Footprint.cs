namespace SwipeReview.AppHost.Infrastructure;

internal static class Footprint
{
    /// <summary>A dozen processes share one machine: each gives memory back rather than keeping it for a load that may never come.</summary>
    public static IResourceBuilder<ProjectResource> WithSmallFootprint(this IResourceBuilder<ProjectResource> project) =>
        project.WithEnvironment(context =>
        {
            if (context.ExecutionContext.IsPublishMode)
                return;

            context.EnvironmentVariables["DOTNET_gcServer"] = "0";
            context.EnvironmentVariables["DOTNET_GCConserveMemory"] = "5";
            context.EnvironmentVariables["DOTNET_GCgen0size"] = "0x800000"; // else as large as the processor's cache, and never less
            context.EnvironmentVariables["MALLOC_ARENA_MAX"] = "2";
            context.EnvironmentVariables["DOTNET_TieredPGO"] = "0";
        });
}
