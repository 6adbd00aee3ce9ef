using System.Text.Json;
using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting;

/// <summary>Generated parameters, kept between runs in a file that only its owner can read.</summary>
internal sealed class ParameterStore(string file)
{
    private static readonly Lock Gate = new();
    private static readonly JsonSerializerOptions Format = new() { WriteIndented = true };

    public static ParameterStore In(IConfiguration configuration) =>
        new(Path.Combine(
            configuration[KnownConfigNames.StorePath] ?? throw new DistributedApplicationException($"Parameters are to be kept, but {KnownConfigNames.StorePath} is not set."),
            "parameters.json"));

    public string GetOrAdd(string name, Func<string> create)
    {
        lock (Gate)
        {
            var values = File.Exists(file) ? JsonSerializer.Deserialize<SortedDictionary<string, string>>(File.ReadAllBytes(file))! : [];
            if (values.TryGetValue(name, out var known))
                return known;

            values[name] = create();
            Save(values);
            return values[name];
        }
    }

    /// <summary>Under another name first: a crash leaves the old file whole.</summary>
    private void Save(SortedDictionary<string, string> values)
    {
        var draft = file + ".new";
        File.Delete(draft);
        using (var stream = new FileStream(draft, new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        }))
        {
            JsonSerializer.Serialize(stream, values, Format);
        }

        File.Move(draft, file, overwrite: true);
    }
}
