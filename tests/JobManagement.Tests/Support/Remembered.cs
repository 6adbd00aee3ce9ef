using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using SwipeReview.ServiceDefaults.Api;
using SwipeReview.Testing;

namespace SwipeReview.JobManagement.Tests.Support;

public sealed record ExampleAnswer(string Original, string Replacement);

public sealed record PatternAnswer(
    Guid PatternId, string Pattern, string Category, string Title, string Words, int Accepted, int Rejected, double Weight, double Probability, bool IsSettled, string? Side,
    string Rule, bool IsOn, DateTimeOffset? LastDecidedAt, ExampleAnswer[] Examples);

public sealed record MemoryFileAnswer(int Version, MemoryFilePattern[] Patterns)
{
    public IEnumerable<MemoryFileDecision> Decisions => Patterns.SelectMany(pattern => pattern.Decisions);
}

public sealed record MemoryFilePattern(string Pattern, string Category, string Rule, bool IsOn, MemoryFileDecision[] Decisions);

public sealed record MemoryFileDecision(Guid Id, bool Accepted, DateTimeOffset At, string DocumentType, Guid? Fingerprint);

public sealed record ImportAnswer(int Imported, int Skipped);

/// <summary>What a person does with their memory.</summary>
internal static class Remembered
{
    public const string Alot = "spelling:alot>a lot";
    public const string Teh = "spelling:teh>the";
    public const string Utilize = "word-choice:utilize>use";

    /// <summary>A text with so many of a mistake, each in surroundings of its own.</summary>
    public static string Text(string mistake, int times, string about = "here") =>
        string.Join("\n\n", Enumerable.Range(1, times).Select(i => $"Number {i} {about} has {mistake} beside word{i} and other{i}."));

    public static async Task<IReadOnlyList<PatternAnswer>> MemoryAsync(this Person person, string query = "limit=200") =>
        (await person.MemoryPageAsync(query)).Items;

    public static async Task<Page<PatternAnswer>> MemoryPageAsync(this Person person, string query)
    {
        using var answer = await person.Http.GetAsync($"/api/v1/memory?{query}");
        return await answer.ShouldBeAsync<Page<PatternAnswer>>(HttpStatusCode.OK);
    }

    /// <summary>Null when nothing is known of it.</summary>
    public static async Task<PatternAnswer?> RecallAsync(this Person person, string pattern) =>
        (await person.MemoryAsync()).SingleOrDefault(known => known.Pattern == pattern);

    public static async Task<(int Accepted, int Rejected)> CountsAsync(this Person person, string pattern) =>
        await person.RecallAsync(pattern) is { } known ? (known.Accepted, known.Rejected) : default;

    public static async Task<PatternAnswer> TellAsync(this Person person, Guid patternId, object what)
    {
        using var answer = await person.Http.PatchAsJsonAsync($"/api/v1/memory/{patternId}", what);
        return await answer.ShouldBeAsync<PatternAnswer>(HttpStatusCode.OK);
    }

    /// <param name="patternId">Null: everything.</param>
    public static async Task ForgetAsync(this Person person, Guid? patternId = null)
    {
        using var answer = await person.Http.DeleteAsync($"/api/v1/memory/{patternId}".TrimEnd('/'));
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
    }

    public static async Task SwitchAsync(this Person person, bool isOn, bool autopilot = true)
    {
        using var answer = await person.Http.PutAsJsonAsync("/api/v1/memory/settings", new { isOn, autopilot });
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    public static async Task<MemoryFileAnswer> ExportAsync(this Person person)
    {
        using var answer = await person.Http.GetAsync("/api/v1/memory/export");
        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition?.DispositionType);
        return await answer.ShouldBeAsync<MemoryFileAnswer>(HttpStatusCode.OK);
    }

    public static async Task<ImportAnswer> ImportAsync(this Person person, object file)
    {
        using var answer = await person.Http.PostAsJsonAsync("/api/v1/memory/import", file, ApiJson.Options);
        return await answer.ShouldBeAsync<ImportAnswer>(HttpStatusCode.OK);
    }

    /// <summary>What stands, by what the cards show: change, answer and time.</summary>
    public static async Task<HashSet<(Guid, bool, DateTimeOffset)>> RecountAsync(this Person person, params Guid[] jobIds)
    {
        var said = new HashSet<(Guid, bool, DateTimeOffset)>();
        foreach (var jobId in jobIds)
        {
            said.UnionWith((await person.ChangesAsync(jobId))
                .Where(change => change is { SettledBy: null, Decision: { Action: "accept" or "edit" or "reject", By: "person" or "bulk" } })
                .Select(change => (change.Id, change.Decision!.Action != "reject", change.Decision.DecidedAt)));
        }

        return said;
    }

    public static async Task<HashSet<(Guid, bool, DateTimeOffset)>> EvidenceAsync(this Person person) =>
        [.. (await person.ExportAsync()).Decisions.Select(decision => (decision.Id, decision.Accepted, decision.At))];

    public static object[] All(this IEnumerable<ChangeAnswer> changes, string action) => [.. changes.Select(change => new { changeId = change.Id, action })];
}
