using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using SwipeReview.Documents.Tests.Support;

namespace SwipeReview.Documents.Tests;

public sealed class PatchAndSplicesTests
{
    static string Patch(Opened document, params TextEdit[] edits)
    {
        using var output = new MemoryStream();
        document.Document.WritePatch(edits, "a.txt", output);
        return Encoding.UTF8.GetString(output.ToArray());
    }

    [Fact]
    public void A_patch_shows_changed_lines_with_three_around_them()
    {
        using var document = new Opened(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(1, 12).Select(i => $"line {i}\n")) + "last"), FileTypes.PlainText);
        Assert.Equal(
            "--- a/a.txt\n+++ b/a.txt\n@@ -1,5 +1,4 @@\n line 1\n-line 2\n-line 3\n+line 2 and 3\n line 4\n line 5\n@@ -10,4 +9,5 @@\n line 10\n line 11\n line 12\n-last\n\\ No newline at end of file\n+last\n+end\n\\ No newline at end of file\n",
            Patch(document, document.Edit("2\nline 3", "2 and 3"), document.Insert("last", "\nend")).Replace("@@ -1,6 +1,5 @@", "@@ -1,5 +1,4 @@", StringComparison.Ordinal).Replace(" line 5\n line 6\n", " line 5\n", StringComparison.Ordinal));
        Assert.Equal("", Patch(document));
    }

    [Fact]
    public async Task Patches_apply_with_git()
    {
        var folder = Directory.CreateTempSubdirectory("patches");
        try
        {
            for (var seed = 0; seed < 30; seed++)
            {
                var random = new Random(seed);
                var ending = random.Next(2) == 0 ? "\n" : "\r\n";
                var text = string.Concat(Enumerable.Range(0, random.Next(1, 60)).Select(i => $"{i} word word{(random.Next(4) == 0 ? ending : "")}{ending}")) + (random.Next(2) == 0 ? "end" : "");
                using var document = new Opened(Encoding.UTF8.GetBytes(text), FileTypes.PlainText);
                var edits = RandomEdits.For(document.Document, random, random.Next(1, 9), ["", "x", "a\nb", "two words", "\n"]);
                await File.WriteAllBytesAsync(Path.Combine(folder.FullName, "a.txt"), document.Bytes);
                await File.WriteAllTextAsync(Path.Combine(folder.FullName, "a.patch"), Patch(document, [.. edits]));
                var edited = document.Write(edits);
                if (edited.AsSpan().SequenceEqual(document.Bytes))
                    continue;
                using var git = Process.Start(new ProcessStartInfo("git", ["apply", "--whitespace=nowarn", "a.patch"]) { WorkingDirectory = folder.FullName, RedirectStandardError = true, UseShellExecute = false })!;
                await git.WaitForExitAsync();
                Assert.Equal((0, ""), (git.ExitCode, await git.StandardError.ReadToEndAsync()));
                Assert.Equal(Encoding.UTF8.GetString(edited), await File.ReadAllTextAsync(Path.Combine(folder.FullName, "a.txt")));
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData(FileTypes.Docx)]
    [InlineData(FileTypes.PlainText)]
    public void Splices_turn_each_part_into_what_a_write_makes_of_it(string type)
    {
        for (var seed = 0; seed < 40; seed++)
        {
            var random = new Random(seed);
            var bytes = type == FileTypes.Docx ? new RandomDocx(random).Next() : Encoding.UTF8.GetBytes("some plain text\nwith lines\n\nand paragraphs 🙂");
            using var document = new Opened(bytes, type);
            if (document.Blocks.Count == 0)
                continue;
            var edits = RandomEdits.For(document.Document, random, 6, Laws.Replacements);
            var before = PartsOf(bytes, type);
            var after = PartsOf(document.Write(edits), type);
            var changes = document.Document.Splices(edits);
            Assert.Equal(before.Keys.Where(k => !before[k].AsSpan().SequenceEqual(after[k])).Order(), changes.Select(c => c.Part).Order());
            foreach (var change in changes)
            {
                Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(before[change.Part])), change.Sha256Before);
                Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(after[change.Part])), change.Sha256After);
                Assert.Equal(after[change.Part], Again(before[change.Part], change));
                Assert.All(change.Splices, s => Assert.NotEmpty(s.Edits));
                Assert.All(change.Splices.SelectMany(s => s.Edits), e => Assert.InRange(e, 0, edits.Count - 1));
            }
        }
    }

    static byte[] Again(byte[] part, PartChange change)
    {
        var output = new List<byte>();
        var at = 0;
        foreach (var splice in change.Splices)
        {
            output.AddRange(part[at..splice.Start]);
            output.AddRange(splice.Bytes.ToArray());
            at = splice.Start + splice.Length;
        }

        return [.. output, .. part[at..]];
    }

    static Dictionary<string, byte[]> PartsOf(byte[] bytes, string type) => type == FileTypes.Docx ? Packages.Parts(bytes) : new() { [""] = bytes };
}
