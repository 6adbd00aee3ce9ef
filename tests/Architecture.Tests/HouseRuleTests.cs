using System.Text.RegularExpressions;
using SwipeReview.Testing;

namespace SwipeReview.Architecture.Tests;

/// <summary>Rules of the house that no analyzer checks.</summary>
public sealed partial class HouseRuleTests
{
    [Fact]
    public void No_service_reads_the_clock_or_makes_random_ids()
    {
        string[] banned = ["System.DateTime::get_UtcNow", "System.DateTime::get_Now", "System.DateTimeOffset::get_UtcNow", "System.DateTimeOffset::get_Now", "System.Guid::NewGuid"];
        foreach (var service in Codebase.Services)
        {
            using var assembly = Codebase.Assembly(service);
            var calls = assembly.Calls().Select(call => $"{call.DeclaringType.FullName}::{call.Name}").ToList();
            Assert.NotEmpty(calls);
            Assert.Empty(calls.Intersect(banned));
        }
    }

    [Fact]
    public void Prices_are_known_to_Payment_alone()
    {
        var sources = Codebase.Services.Where(service => service != "Payment").SelectMany(service => Codebase.Sources($"services/{service}")).ToList();
        Assert.NotEmpty(sources);
        Assert.Contains(Codebase.Sources("services/Payment"), path => File.ReadAllText(path).Contains("PriceOptions"));
        Assert.DoesNotContain(sources, path => File.ReadAllText(path).Contains("PriceOptions"));
    }

    [Fact]
    public void User_owned_tables_have_the_second_fence()
    {
        var schemas = Codebase.Services.SelectMany(service => Codebase.Sources($"services/{service}", "*.sql")).ToList();
        Assert.True(schemas.Count >= Codebase.Services.Length);
        foreach (var folder in schemas.GroupBy(path => Path.GetDirectoryName(path)!))
        {
            var sql = string.Concat(folder.Select(File.ReadAllText));
            if (OwnedTable.IsMatch(sql))
            {
                Assert.Contains("force row level security", sql, StringComparison.OrdinalIgnoreCase);
                Assert.Contains("app_may_see", sql);
            }
        }
    }

    [Fact]
    public void Schema_files_are_numbered_without_gaps()
    {
        foreach (var service in Codebase.Services)
        {
            var numbers = Codebase.Sources($"services/{service}", "*.sql").Select(path => int.Parse(Path.GetFileName(path)[..4])).Order().ToList();
            Assert.NotEmpty(numbers);
            Assert.Equal(Enumerable.Range(1, numbers.Count), numbers);
        }
    }

    [Fact]
    public void Internal_routes_are_not_in_the_gateways_table()
    {
        var routes = Codebase.Sources("gateway").Where(path => Path.GetFileName(path) == "RouteTable.cs").Select(File.ReadAllText).Single();
        Assert.Contains("/api/v1/", routes);
        Assert.DoesNotMatch("\"/?internal", routes);
    }

    [Fact]
    public void No_error_is_swallowed_without_a_word()
    {
        var sources = ((string[])["AppHost", "ServiceDefaults", "services", "gateway"]).SelectMany(folder => Codebase.Sources(folder)).ToList();
        Assert.True(sources.Count > 200);
        Assert.Empty(sources.Where(path => EmptyCatch.IsMatch(File.ReadAllText(path))).Select(path => Path.GetRelativePath(Repository.Root, path)));
    }

    [Fact]
    public void No_code_looks_for_its_own_source_file_at_run_time()
    {
        // a build for continuous integration writes paths that name no folder
        var marked = ((string[])["AppHost", "ServiceDefaults", "services", "gateway", "tests"]).SelectMany(folder => Codebase.Sources(folder))
            .Where(path => File.ReadAllText(path).Contains("[Caller" + "FilePath]", StringComparison.Ordinal));
        Assert.Empty(marked.Select(path => Path.GetRelativePath(Repository.Root, path)));
    }

    [GeneratedRegex(@"create table \w+ \([^;]*\buser_id\b", RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 2000)]
    private static partial Regex OwnedTable { get; }

    [GeneratedRegex(@"catch\s*(\([^)]*\))?\s*(when\s*\([^)]*\)\s*)?\{\s*\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 2000)]
    private static partial Regex EmptyCatch { get; }
}
