using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using SwipeReview.Testing;

namespace SwipeReview.ServiceDefaults.Tests.Persistence;

/// <summary>A request with an Idempotency-Key, whose connection ends before one of its commands, as when the server goes down.</summary>
public sealed class BrokenConnectionTests(Infrastructure infrastructure)
{
    /// <param name="command">From setting whose rows the connection sees, and the key, to the commit.</param>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    public async Task It_has_no_effect_says_so_and_can_be_sent_again(int command)
    {
        var settings = await infrastructure.CreateSettingsAsync("notesdb");
        await using var service = await NotesService.StartAsync(infrastructure, settings);
        using var person = service.As(Guid.CreateVersion7());
        await Expect.CreatedAsync(person);

        using var cut = new Cut(settings["ConnectionStrings:notesdb"]!, command);
        await Expect.UnavailableAsync(await SendAsync(person, cut.Trace));
        Assert.True(cut.IsDone);

        using var again = await SendAsync(person, ActivityTraceId.CreateRandom());
        Assert.Equal(HttpStatusCode.Created, again.StatusCode);
        Assert.Equal(1, await service.InScopeAsync(db => db.Notes.CountAsync(note => note.Text == "once")));
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient person, ActivityTraceId trace)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/notes")
        {
            Content = JsonContent.Create(new { text = "once" }),
            Headers = { { "Idempotency-Key", "one" }, { "traceparent", $"00-{trace}-{ActivitySpanId.CreateRandom()}-01" } },
        };
        return await person.SendAsync(request);
    }

    /// <summary>Ends all connections to a database just before a command of one trace is sent.</summary>
    private sealed class Cut : IDisposable
    {
        private readonly ActivityListener listener;
        private readonly string connectionString;
        private int left;

        public Cut(string connectionString, int before)
        {
            (this.connectionString, left) = (connectionString, before);
            listener = new ActivityListener
            {
                ShouldListenTo = source => source.Name is "Npgsql" or "Microsoft.AspNetCore",
                Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
                ActivityStarted = Look,
            };
            ActivitySource.AddActivityListener(listener);
        }

        public ActivityTraceId Trace { get; } = ActivityTraceId.CreateRandom();

        public bool IsDone { get; private set; }

        public void Dispose() => listener.Dispose();

        private void Look(Activity activity)
        {
            if (activity.Source.Name != "Npgsql" || activity.TraceId != Trace || --left != 0)
            {
                return;
            }

            IsDone = true;
            using var own = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
            own.Open();
            using var end = new NpgsqlCommand("select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()", own);
            end.ExecuteNonQuery();
        }
    }
}
