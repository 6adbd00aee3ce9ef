using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace SwipeReview.Documents.Tests.Hostile;

/// <summary>What became of a file in a process of its own: refused with a sentence, or edited at both ends and read again.</summary>
sealed record Fate(string? Refused, int Blocks, long Characters);

/// <summary>
/// Opens a file in a process that the runtime gives no more than <see cref="Memory"/>: who needs more dies of it, and the
/// test with it. The time limit is only there to end what would never end.
/// </summary>
static class Confined
{
    public const string Command = "confined";

    /// <summary>Bytes of managed memory. What the 50 MB files need, whatever is in them.</summary>
    public const long Memory = 1024L * 1024 * 1024;

    static readonly TimeSpan Time = TimeSpan.FromSeconds(90);

    public static async Task<Fate> Open(byte[] bytes, string contentType)
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllBytesAsync(file, bytes);
            return await Open(file, contentType);
        }
        finally
        {
            File.Delete(file);
        }
    }

    static async Task<Fate> Open(string file, string contentType)
    {
        var start = new ProcessStartInfo(Path.ChangeExtension(typeof(Confined).Assembly.Location, null), [Command, file, contentType])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["DOTNET_GCHeapHardLimit"] = Memory.ToString("X", CultureInfo.InvariantCulture);
        using var process = Process.Start(start)!;
        using var time = new CancellationTokenSource(Time);
        try
        {
            var errors = process.StandardError.ReadToEndAsync(time.Token);
            var answer = await process.StandardOutput.ReadToEndAsync(time.Token);
            await process.WaitForExitAsync(time.Token);
            Assert.True(process.ExitCode == 0, await errors);
            return JsonSerializer.Deserialize<Fate>(answer)!;
        }
        finally
        {
            if (!process.HasExited)
                process.Kill();
        }
    }

    /// <summary>What the process does.</summary>
    public static int Work(string path, string contentType)
    {
        using var file = File.OpenRead(path);
        Console.WriteLine(JsonSerializer.Serialize(FateOf(file, contentType)));
        return 0;
    }

    static Fate FateOf(FileStream file, string contentType)
    {
        try
        {
            _ = FileTypes.Detect(file, null);
            using var edited = Edit(file, contentType);
            using var again = Document.Open(edited, contentType);
            return new(null, again.Blocks.Count, again.Blocks.Sum(b => (long)b.Text.Length));
        }
        catch (DocumentException error)
        {
            return new(error.Message, 0, 0);
        }
    }

    static FileStream Edit(FileStream file, string contentType)
    {
        using var document = Document.Open(file, contentType);
        List<TextEdit> edits = [];
        if (document.Blocks is [var first, ..])
            edits.Add(new(first.Id, 0, 0, "", "New: "));
        if (document.Blocks is [.., var last])
            edits.Add(new(last.Id, last.Text.Length, last.Text.Length, "", " End."));
        edits.RemoveAll(e => document.Check(e) is not null);
        if (document.CanRedline)
            document.WriteRedline([.. edits.Select(e => new TrackedEdit(e, "A", DateTimeOffset.UnixEpoch))], Stream.Null);
        var output = new FileStream(Path.GetTempFileName(), FileMode.Open, FileAccess.ReadWrite, FileShare.None, 4096, FileOptions.DeleteOnClose);
        document.Write(edits, output);
        return output;
    }
}
