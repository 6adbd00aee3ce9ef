using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Orchestration;

/// <summary>
/// Finds what the build made of a project. The AppHost's own build has built them all, so processes start from their output,
/// in their project's folder, without a <c>dotnet run</c> each.
/// </summary>
internal static class ProjectOutput
{
    private const string RuntimeConfig = ".runtimeconfig.json";

    /// <summary>The AppHost lies in <c>bin/Configuration/Framework</c>, and so do they.</summary>
    private static readonly string Flavor = Path.Combine("bin", Path.GetFileName(Path.GetDirectoryName(BaseDirectory)!), Path.GetFileName(BaseDirectory));

    private static string BaseDirectory => Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory);

    public static (string Command, string WorkingDirectory) Of(ProjectResource project)
    {
        var path = project.Annotations.OfType<IProjectMetadata>().Last().ProjectPath;
        var folder = Path.GetDirectoryName(path)!;
        var output = Path.Combine(folder, Flavor);
        var program = Directory.Exists(output) ? Directory.GetFiles(output, $"*{RuntimeConfig}").SingleOrDefault() : null;
        return program is null
            ? throw new DistributedApplicationException($"{path} is not built: there is no program in {output}.")
            : (program[..^RuntimeConfig.Length], folder);
    }
}
