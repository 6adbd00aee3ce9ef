using System.Diagnostics;
using SwipeReview.Documents.Tests.Support;
using SwipeReview.NativeServers;

namespace SwipeReview.Documents.Tests.Word;

/// <summary>Another program opens what was written: clean files and redlines convert to the text that they should have.</summary>
public sealed class LibreOfficeTests
{
    const string Office = "/usr/bin/soffice";

    [Fact]
    public async Task LibreOffice_reads_the_expected_text_from_clean_files_and_redlines()
    {
        await NativeInstaller.EnsureInstalledAsync("libreoffice-writer", Office, Console.WriteLine);
        var folder = Directory.CreateTempSubdirectory("office");
        try
        {
            var expected = new Dictionary<string, List<string>>();
            foreach (var name in new[] { "libreoffice.docx", "pandoc.docx" })
            {
                using var document = new Opened(Fixtures.Read(name), FileTypes.Docx);
                var edits = document.Blocks.Where(b => b.Kind is BlockKind.Paragraph or BlockKind.Heading or BlockKind.Cell && !b.Text.Contains('\uFFFC') && b.Protected.Count == 0)
                    .Select((b, i) => i % 2 == 0
                        ? new TextEdit(b.Id, 0, b.Text.Length, b.Text, "All new <words> & more: Größe 🙂")
                        : new TextEdit(b.Id, b.Text.Length, b.Text.Length, "", " Added at the end.")).ToList();
                await File.WriteAllBytesAsync(Path.Combine(folder.FullName, "clean-" + name), document.Write(edits));
                await using (var redline = File.Create(Path.Combine(folder.FullName, "redline-" + name)))
                    document.Document.WriteRedline([.. edits.Select(e => new TrackedEdit(e, "Ann", DateTimeOffset.UnixEpoch))], redline);
                using var clean = document.Apply(edits);
                expected["clean-" + name] = expected["redline-" + name] = [.. clean.Blocks.Where(b => edits.Exists(e => e.BlockId == b.Id)).SelectMany(b => b.Text.Split('\n'))];
            }

            await Convert(folder.FullName, expected.Keys);
            foreach (var (name, texts) in expected)
            {
                var text = await File.ReadAllTextAsync(Path.Combine(folder.FullName, Path.ChangeExtension(name, ".txt")));
                Assert.NotEmpty(texts);
                Assert.All(texts, t => Assert.Contains(t, text, StringComparison.Ordinal));
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    static async Task Convert(string folder, IEnumerable<string> names)
    {
        using var office = Process.Start(new ProcessStartInfo(Office, [$"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "txt:Text (encoded):UTF8", .. names])
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var errors = office.StandardError.ReadToEndAsync();
        await office.StandardOutput.ReadToEndAsync();
        await office.WaitForExitAsync();
        Assert.True(office.ExitCode == 0, await errors);
    }
}
