using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace SwipeReview.Documents.Pdf;

/// <summary>
/// poppler's pdftotext in a process of its own: whatever a hostile file does to it, it does there, within limits on time,
/// memory and output, and without anything of this process's environment.
/// </summary>
internal static class PdfToText
{
    const string Program = "pdftotext";
    const string Package = "poppler-utils";

    /// <summary>Characters of a line of its output: one word with its place.</summary>
    const int LongestLine = 64 * 1024;

    const int LongestComplaint = 4 * 1024;

    /// <summary>Gives each line of the text layer with its geometry (<c>-bbox-layout</c>) to <paramref name="line"/>.</summary>
    public static void Run(Stream pdf, DocumentLimits limits, Action<string> line)
    {
        var program = Locate(Environment.GetEnvironmentVariable("PATH"));
        var scratch = Directory.CreateTempSubdirectory("swipereview-pdf-");
        try
        {
            var input = Path.Combine(scratch.FullName, "input.pdf");
            using (var file = File.Create(input))
            {
                pdf.Position = 0;
                pdf.CopyTo(file);
            }

            Read(Start(program, input, scratch.FullName, limits), limits, line);
        }
        finally
        {
            scratch.Delete(recursive: true);
        }
    }

    /// <summary>Where the program is; throws with the package's name when it is nowhere on the <paramref name="path"/>.</summary>
    public static string Locate(string? path) =>
        Find(Program, path) ?? throw DocumentException.NotSupported($"PDF files can't be read here: {Program} is missing. It comes with the package {Package}.");

    static ProcessStartInfo Start(string program, string input, string folder, DocumentLimits limits)
    {
        // The processor's clock is for a process that outlives this one; else ours is faster.
        string[] command = [program, "-bbox-layout", "-enc", "UTF-8", input, "-"];
        if (Find("prlimit", Environment.GetEnvironmentVariable("PATH")) is { } fence)
            command = [fence, $"--as={limits.PdfMemory}", $"--cpu={limits.PdfTime.TotalSeconds + 1:0}", "--core=0", "--fsize=0", "--", .. command];
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            WorkingDirectory = folder,
        };
        start.Environment.Clear();
        start.Environment["LC_ALL"] = "C";
        start.Environment["HOME"] = folder;
        return start;
    }

    static void Read(ProcessStartInfo start, DocumentLimits limits, Action<string> line)
    {
        using var process = Process.Start(start)!;
        using var clock = new CancellationTokenSource(limits.PdfTime);
        using var fuse = clock.Token.Register(process.Kill);
        try
        {
            process.StandardInput.Close();
            var complaints = Task.Run(() => Drain(process.StandardError));
            ReadLines(process.StandardOutput, limits.PdfOutput, line);
            process.WaitForExit();
            if (clock.IsCancellationRequested)
                throw DocumentException.Broken(string.Create(CultureInfo.InvariantCulture, $"Reading the PDF's text takes longer than {limits.PdfTime.TotalSeconds:0.#} seconds."));
            if (process.ExitCode != 0)
                throw Refusal(process.ExitCode, complaints.GetAwaiter().GetResult());
        }
        finally
        {
            process.Kill(); // does nothing to one that has ended
        }
    }

    static DocumentException Refusal(int exitCode, string complaint) =>
        complaint.Contains("password", StringComparison.OrdinalIgnoreCase) || complaint.Contains("encrypt", StringComparison.OrdinalIgnoreCase)
            ? DocumentException.Broken("The PDF is encrypted. Save it without a password and upload it again.")
        : exitCode == 3 ? DocumentException.Broken("The PDF's author doesn't allow its text to be copied.")
        : exitCode > 1 ? DocumentException.Broken("Reading the PDF's text takes more memory than a PDF may, or the PDF is damaged.")
        : DocumentException.Broken("The PDF is damaged: it can't be read.");

    static void ReadLines(StreamReader output, long longest, Action<string> line)
    {
        var buffer = new char[16 * 1024];
        var rest = new StringBuilder();
        long total = 0;
        for (int read; (read = output.Read(buffer)) > 0;)
        {
            if ((total += read) > longest || rest.Length > LongestLine)
                throw DocumentException.Broken("The PDF has more text than can be read here.");
            var text = buffer.AsSpan(0, read);
            for (int end; (end = text.IndexOf('\n')) >= 0; text = text[(end + 1)..])
            {
                line(rest.Append(text[..end]).ToString());
                rest.Clear();
            }

            rest.Append(text);
        }
    }

    /// <summary>Reads to the end, so that the process never waits for a reader, and keeps the beginning.</summary>
    static string Drain(StreamReader errors)
    {
        var buffer = new char[1024];
        var kept = new StringBuilder();
        for (int read; (read = errors.Read(buffer)) > 0;)
            kept.Append(buffer, 0, Math.Min(read, LongestComplaint - kept.Length));
        return kept.ToString();
    }

    static string? Find(string program, string? path) => (path ?? "").Split(Path.PathSeparator)
        .Where(Path.IsPathRooted).Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);
}
