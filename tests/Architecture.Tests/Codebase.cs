using System.Xml.Linq;
using Mono.Cecil;
using SwipeReview.Testing;

namespace SwipeReview.Architecture.Tests;

/// <summary>The repository, as the rules look at it.</summary>
internal static class Codebase
{
    public static readonly string[] Services = [.. Directory.GetDirectories(Path.Combine(Repository.Root, "services"))
        .Select(folder => Path.GetFileName(folder)).Where(name => name != "Shared").Order()];

    private static readonly string Configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;

    /// <summary>The compiled service, read without loading it.</summary>
    public static AssemblyDefinition Assembly(string service) =>
        AssemblyDefinition.ReadAssembly(Path.Combine(Repository.Root, "services", service, "bin", Configuration, "net10.0", $"SwipeReview.{service}.dll"));

    /// <summary>Paths of the projects that a project file refers to.</summary>
    public static string[] ProjectReferences(string project) =>
        [.. XDocument.Load(project).Descendants("ProjectReference").Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value))];

    public static string ProjectOf(string service) => Path.Combine(Repository.Root, "services", service, $"{service}.csproj");

    /// <summary>Our own source files below a folder, without build output.</summary>
    public static string[] Sources(string folder, string pattern = "*.cs") =>
        [.. Directory.GetFiles(Path.Combine(Repository.Root, folder), pattern, SearchOption.AllDirectories)
            .Where(path => !path.Contains("/obj/") && !path.Contains("/bin/") && !path.Contains("/node_modules/"))];

    public static IEnumerable<MethodReference> Calls(this AssemblyDefinition assembly) =>
        from type in assembly.MainModule.GetTypes()
        from method in type.Methods
        where method.HasBody
        from instruction in method.Body.Instructions
        let called = instruction.Operand as MethodReference
        where called is not null
        select called;
}
