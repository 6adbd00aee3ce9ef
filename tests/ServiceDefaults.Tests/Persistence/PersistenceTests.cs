using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;
using SwipeReview.Testing;

namespace SwipeReview.ServiceDefaults.Tests.Persistence;

public sealed class PersistenceTests(Infrastructure infrastructure)
{
    [Fact]
    public async Task A_query_that_forgets_the_owner_still_shows_nothing_of_a_stranger()
    {
        await using var service = await NotesService.StartAsync(infrastructure);
        using var owner = service.As(Guid.CreateVersion7());
        using var stranger = service.As(Guid.CreateVersion7());
        await owner.PostAsJsonAsync("/api/v1/notes", new { text = "mine" });

        Assert.Equal("mine", Assert.Single((await owner.GetFromJsonAsync<string[]>("/api/v1/notes/careless"))!));
        Assert.Empty((await stranger.GetFromJsonAsync<string[]>("/api/v1/notes/careless"))!);
        Assert.Equal(1, await service.InScopeAsync(db => db.Notes.CountAsync()));
    }

    [Fact]
    public async Task Names_are_snake_case_and_enums_are_words()
    {
        await using var service = await NotesService.StartAsync(infrastructure);
        using var owner = service.As(Guid.CreateVersion7());
        await owner.PostAsJsonAsync("/api/v1/notes", new { text = "mine" });

        Assert.Equal("secondThought", await service.InScopeAsync(db => db.Database.SqlQuery<string>($"select kind as \"Value\" from notes").SingleAsync()));
    }

    [Fact]
    public async Task A_new_schema_file_reaches_the_rows_that_everybody_has_already()
    {
        var settings = await infrastructure.CreateSettingsAsync("notesdb");
        await using (var before = await NotesService.StartAsync(infrastructure, new(settings)))
        {
            await before.InScopeAsync(db => db.Database.ExecuteSqlAsync($"alter table notes drop column length; delete from schema_versions where name = '0002_length.sql'"));
            using var owner = before.As(Guid.CreateVersion7());
            await owner.PostAsJsonAsync("/api/v1/notes", new { text = "mine" });
        }

        await using var after = await NotesService.StartAsync(infrastructure, settings);

        Assert.Equal(4, await after.InScopeAsync(db => db.Database.SqlQuery<int>($"select length as \"Value\" from notes").SingleAsync()));
    }

    [Fact]
    public async Task Instances_may_start_together_and_a_changed_schema_file_stops_the_start()
    {
        var settings = await infrastructure.CreateSettingsAsync("notesdb");
        var instances = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => NotesService.StartAsync(infrastructure, new(settings))));
        await instances[0].InScopeAsync(db => db.Database.ExecuteSqlAsync($"update schema_versions set sha256 = 'other' where name = '0001_notes.sql'"));
        foreach (var instance in instances)
        {
            await instance.DisposeAsync();
        }

        var fault = await Assert.ThrowsAsync<InvalidOperationException>(() => NotesService.StartAsync(infrastructure, settings));
        Assert.Contains("0001_notes.sql", fault.Message);
    }
}
