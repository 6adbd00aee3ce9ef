using System.Diagnostics;
using Npgsql;

namespace SwipeReview.JobManagement.Tests.Support;

/// <summary>Counts what this process asks one database, and of that only what speaks of certain things, by the driver's own traces.</summary>
public sealed class QueryCount : IDisposable
{
    private readonly ActivityListener listener;
    private int count;

    public QueryCount(string connectionString, params string[] about)
    {
        var database = new NpgsqlConnectionStringBuilder(connectionString).Database;
        listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Npgsql",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                if (activity.TagObjects.Any(tag => tag.Value as string == database)
                    && activity.TagObjects.Any(tag => tag.Value is string text && about.Any(word => text.Contains(word, StringComparison.Ordinal))))
                {
                    Interlocked.Increment(ref count);
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
    }

    public int Count => Volatile.Read(ref count);

    public void Dispose() => listener.Dispose();
}
