using Mono.Cecil;
using SwipeReview.Testing;

namespace SwipeReview.Architecture.Tests;

/// <summary>Services meet in Contracts and over HTTP, and nowhere else. Each rule first shows that it looks at something.</summary>
public sealed class BoundaryTests
{
    private static readonly string[] Shared = ["ServiceDefaults", "Contracts", "Documents", "Learning", "Pdf"];

    [Fact]
    public void There_are_the_seven_services() =>
        Assert.Equal(["Delivery", "Identity", "JobManagement", "LlmRouter", "Notification", "Payment", "Storage"], Codebase.Services);

    [Fact]
    public void A_service_refers_to_the_shared_libraries_alone()
    {
        foreach (var service in Codebase.Services)
        {
            var references = Codebase.ProjectReferences(Codebase.ProjectOf(service));
            Assert.Contains("ServiceDefaults", references);
            Assert.Empty(references.Except(Shared));
        }
    }

    [Fact]
    public void No_service_names_another()
    {
        foreach (var service in Codebase.Services)
        {
            using var assembly = Codebase.Assembly(service);
            var names = assembly.MainModule.AssemblyReferences.Select(reference => reference.Name).ToList();
            Assert.Contains("SwipeReview.ServiceDefaults", names);
            Assert.DoesNotContain(names, name => Codebase.Services.Any(other => other != service && name == $"SwipeReview.{other}"));
        }
    }

    [Fact]
    public void Contracts_depend_on_nothing_and_hold_sealed_records_of_facts()
    {
        Assert.Empty(Codebase.ProjectReferences(Path.Combine(Repository.Root, "services/Shared/Contracts/Contracts.csproj")));
        using var assembly = AssemblyDefinition.ReadAssembly(Path.Combine(AppContext.BaseDirectory, "SwipeReview.Contracts.dll"));
        var contracts = assembly.MainModule.Types.Where(type => type.IsPublic).ToList();

        Assert.True(contracts.Count >= 15);
        Assert.All(contracts, contract =>
        {
            Assert.True(contract.IsSealed, contract.FullName);
            Assert.Contains(contract.Methods, method => method.Name == "<Clone>$"); // only records have it
            Assert.DoesNotMatch("(Event|Command|Message)$", contract.Name);
            Assert.DoesNotContain(contract.Properties, property => property.PropertyType.FullName is "System.Byte[]" or "System.IO.Stream");
        });
    }

    [Fact]
    public void A_service_shows_its_module_and_nothing_else()
    {
        foreach (var service in Codebase.Services)
        {
            using var assembly = Codebase.Assembly(service);
            var types = assembly.MainModule.Types.Where(type => type.Namespace.StartsWith($"SwipeReview.{service}", StringComparison.Ordinal)).ToList();
            Assert.Contains(types, type => type.Name == $"{service}Module");
            Assert.Empty(types.Where(type => type.IsPublic && type.Name != $"{service}Module").Select(type => type.FullName));
        }
    }

    [Fact]
    public void Consumers_are_named_by_what_they_do()
    {
        var consumers = new List<TypeDefinition>();
        foreach (var service in Codebase.Services)
        {
            using var assembly = Codebase.Assembly(service);
            consumers.AddRange(assembly.MainModule.GetTypes().Where(type => type.Interfaces.Any(item => item.InterfaceType.Name == "IConsumer`1")));
        }

        Assert.True(consumers.Count >= 12);
        Assert.All(consumers, consumer =>
        {
            Assert.True(consumer.IsSealed && !consumer.IsPublic, consumer.FullName);
            Assert.DoesNotMatch("Consumer$", consumer.Name); // named by what it does, not by what it hears
        });
    }

    [Fact]
    public void A_command_has_one_consumer()
    {
        var consumed = new List<string>();
        foreach (var service in Codebase.Services)
        {
            using var assembly = Codebase.Assembly(service);
            consumed.AddRange(
                from type in assembly.MainModule.GetTypes()
                from item in type.Interfaces
                where item.InterfaceType.Name == "IConsumer`1"
                select ((GenericInstanceType)item.InterfaceType).GenericArguments[0].Name);
        }

        Assert.All((string[])["RunJob", "CancelJob", "BuildArtifact"], command => Assert.Single(consumed, command));
    }
}
