using System.Text.Json;
using System.Text.Json.Serialization;

namespace SwipeReview.Chaos;

public enum Acknowledged
{
    /// <summary>All jobs of this person are in the journal.</summary>
    User,

    /// <summary>An upload that was answered 201.</summary>
    File,

    /// <summary>A job that was answered 202.</summary>
    Job,

    /// <summary>A decision that was answered 200; its id is the client's.</summary>
    Decision,

    /// <summary>Decisions for many changes at once, answered 200; its id is the batch's.</summary>
    Batch,

    /// <summary>A payment that was answered 201.</summary>
    Payment,
}

/// <summary>Something that a client was promised. A line of a journal is one of these as JSON.</summary>
/// <param name="Owner">Whose it is: the person of a job, the job of a decision.</param>
/// <param name="Change">What was decided about.</param>
/// <param name="Action">As the API spells it.</param>
public sealed record Promise(Acknowledged Kind, Guid Id, Guid? Owner = null, Guid? Change = null, string? Action = null);

/// <summary>What a client was promised, written down at once: what it says must be found again whatever has happened since.</summary>
public sealed class Journal(TextWriter writer) : IDisposable
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    private readonly Lock gate = new();

    public static Journal Create(string path) => new(new StreamWriter(path));

    public void Write(Promise promise)
    {
        var line = JsonSerializer.Serialize(promise, Options);
        lock (gate)
        {
            writer.WriteLine(line);
            writer.Flush();
        }
    }

    public static IReadOnlyList<Promise> Read(string path) =>
        [.. File.ReadLines(path).Where(line => line.Length > 0).Select(line => JsonSerializer.Deserialize<Promise>(line, Options)!)];

    public void Dispose() => writer.Dispose();
}
