using System.Diagnostics;
using SwipeReview.Documents.Tests.Support;
using SwipeReview.NativeServers;

namespace SwipeReview.Documents.Tests.Word;

/// <summary>
/// Another program's reading of what was written. LibreOffice opens each file of the corpus, its clean file and its redline,
/// which it does not do for a package that it would have to repair, and saves what it read as flat OpenDocument; there every
/// paragraph of every story must say what it said before, but for the accepted edits.
/// </summary>
public sealed class LibreOfficeTests
{
    const string Office = "/usr/bin/soffice";

    /// <summary>Per corpus file: enough for all kinds of places to be met, few enough to keep the conversions in seconds.</summary>
    const int Edits = 24;

    /// <summary>LibreOffice takes no archive with zip64 fields where small ones would do, edited or not.</summary>
    const string UnopenedArchive = "hand-built: archive";

    static readonly string[] Replacements = ["", "Gr\u00F6\u00DFe \uD83D\uDE42", "<words> & more", "two words", "x\ny", "a\tb"];

    [Fact]
    public async Task LibreOffice_reads_clean_files_and_redlines_as_the_oracle_says()
    {
        await NativeInstaller.EnsureInstalledAsync("libreoffice-writer", Office, Console.WriteLine);
        var folder = Directory.CreateTempSubdirectory("office");
        try
        {
            var cases = Corpus.Word.Where(row => row.Data != UnopenedArchive).Select((row, i) => new Case(row.Data, folder.FullName, i)).ToList();
            cases.ForEach(c => c.WriteOriginal());
            await Convert(folder.FullName, cases.Select(c => c.FileOf("original")));
            cases.ForEach(c => c.WriteEdited());
            await Convert(folder.FullName, cases.SelectMany(c => new[] { c.FileOf("clean"), c.FileOf("redline") }));
            var compared = cases.Sum(c => c.Compare());
            Assert.True(compared > cases.Count * 3, $"Only {compared} edits could be told apart in LibreOffice's reading.");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>All of them in one process: its start takes longer than ten conversions.</summary>
    static async Task Convert(string folder, IEnumerable<string> names)
    {
        using var office = Process.Start(new ProcessStartInfo(Office, [$"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "fodt", .. names])
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

    sealed class Case(string name, string folder, int number)
    {
        readonly Dictionary<string, string> edited = [];

        /// <summary>
        /// Edited in the clean file only. LibreOffice loses count of its place in tracked changes where it takes a note's mark out
        /// or puts a control's in.
        /// </summary>
        readonly HashSet<string> untracked = [];

        public string FileOf(string kind) => $"{kind}-{number}.docx";

        public void WriteOriginal() => Write("original", Corpus.Read(name));

        /// <summary>Edits paragraphs that the other program reads as this one does: it shows hidden text and has other signs for symbols.</summary>
        public void WriteEdited()
        {
            using var document = new Opened(Corpus.Read(name), FileTypes.Docx);
            var readAlike = Read("original").Accepted.CountBy(text => text).ToDictionary();
            var texts = document.Blocks.CountBy(b => FlatText.Normal(b.Text)).ToDictionary();
            var clear = document.Blocks.Where(b => FlatText.Normal(b.Text) is var text && texts[text] == 1 && readAlike.GetValueOrDefault(text) == 1).ToDictionary(b => b.Id);
            var edits = RandomEdits.For(document.Document, new Random(number), Edits, Replacements).Where(e => clear.ContainsKey(e.BlockId)).ToList();
            foreach (var block in edits.Select(e => clear[e.BlockId]).Distinct())
                edited.Add(FlatText.Normal(block.Text), FlatText.Normal(Oracle.Apply(block, edits)));
            untracked.UnionWith(clear.Values.Where(b => !IsTracked(b)).Select(b => FlatText.Normal(b.Text)));
            Write("clean", document.Write(edits));
            Write("redline", WordLaws.Redline(document, edits.Where(e => IsTracked(clear[e.BlockId]))));
        }

        bool IsTracked(Block block) => name != "hand-built: controls" && block.Kind is not (BlockKind.Footnote or BlockKind.Endnote) && block.Protected.Count == 0;

        void Write(string kind, byte[] bytes) => File.WriteAllBytes(Path.Combine(folder, FileOf(kind)), bytes);

        /// <summary>How many edited paragraphs were found.</summary>
        public int Compare()
        {
            var (original, clean, redline) = (Read("original"), Read("clean"), Read("redline"));
            var expected = original.Accepted.ConvertAll(text => edited.GetValueOrDefault(text, text));
            Assert.True(expected.SequenceEqual(clean.Accepted), Difference("clean", expected, clean.Accepted));
            var tracked = original.Accepted.ConvertAll(text => untracked.Contains(text) ? text : edited.GetValueOrDefault(text, text));
            Assert.True(tracked.SequenceEqual(redline.Accepted), Difference("accepted redline", tracked, redline.Accepted));
            Assert.True(original.Accepted.SequenceEqual(redline.Rejected), Difference("rejected redline", original.Accepted, redline.Rejected));
            return edited.Count;
        }

        FlatText Read(string kind)
        {
            var file = Path.Combine(folder, $"{kind}-{number}.fodt");
            Assert.True(File.Exists(file), $"LibreOffice could not open the {kind} file of {name}.");
            return FlatText.Read(file, WordLaws.Author);
        }

        string Difference(string what, List<string> expected, List<string> actual)
        {
            var at = expected.Zip(actual).TakeWhile(pair => pair.First == pair.Second).Count();
            return $"{name}, {what}, paragraph {at}:\n{expected.ElementAtOrDefault(at)}\n{actual.ElementAtOrDefault(at)}";
        }
    }
}
