using System.Diagnostics;
using System.Text;
using SwipeReview.Documents.Code;
using SwipeReview.Documents.Tests.Support;

namespace SwipeReview.Documents.Tests.Code;

/// <summary>What must hold for sources: this repository's own, and hostile ones.</summary>
public sealed class CodeLawsTests
{
    static readonly string[] Replacements =
        ["", "x", "two words", "it's", "\"hi\"", "*/", "//", "/*", "\"\"\"", "'''", "`", "${a}", "{b}", "%s", "#", "\\", "\\n", "a\nb", "<b>", "--", "é🙂", " ", "*", "/", "end.", "#{x}"];

    static readonly string Repository = FindRepository();

    public static TheoryData<string> Folders => ["services", "gateway", "tests", "AppHost", "ServiceDefaults", "web/src"];

    [Theory]
    [MemberData(nameof(Folders))]
    public void This_repository_s_sources_keep_their_code(string folder)
    {
        var edited = 0;
        var files = Directory.EnumerateFiles(Path.Combine(Repository, folder), "*.*", SearchOption.AllDirectories)
            .Where(f => !f.Contains("/obj/", StringComparison.Ordinal) && !f.Contains("/bin/", StringComparison.Ordinal) && !f.Contains("/node_modules/", StringComparison.Ordinal))
            .Where(f => Languages.FindByExtension(Path.GetExtension(f)) is not null).Order(StringComparer.Ordinal).ToList();
        for (var i = 0; i < files.Count; i++)
            edited += Hold(File.ReadAllBytes(files[i]), Languages.FindByExtension(Path.GetExtension(files[i]))!, seed: i);
        Assert.True(edited > 20, $"{edited} edits in {files.Count} files");
    }

    [Theory]
    [MemberData(nameof(CodeTests.Samples), MemberType = typeof(CodeTests))]
    public void Every_language_keeps_its_code(string name, string source, string[] texts)
    {
        Assert.NotEmpty(texts);
        for (var seed = 0; seed < 150; seed++)
            Hold(Encoding.UTF8.GetBytes(source), Languages.FindByExtension(Path.GetExtension(name))!, seed);
    }

    [Fact]
    public async Task What_was_edited_still_compiles()
    {
        using var scratch = new Scratch();
        var files = Directory.GetFiles(Path.Combine(Repository, "services/LlmRouter/local-models"), "*.mjs");
        Assert.NotEmpty(files);
        foreach (var file in files)
        {
            using var document = new Opened(await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken), "text/javascript");
            for (var seed = 0; seed < 5 && document.Blocks.Count > 0; seed++)
            {
                var path = Path.Combine(scratch.Path, $"edited{seed}.mjs");
                await File.WriteAllBytesAsync(path, document.Write(RandomEdits.For(document.Document, new(seed), 20, Replacements)), TestContext.Current.CancellationToken);
                using var node = Process.Start(new ProcessStartInfo("node", ["--check", path]) { UseShellExecute = false, RedirectStandardError = true })!;
                var errors = await node.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
                await node.WaitForExitAsync(TestContext.Current.CancellationToken);
                Assert.True(node.ExitCode == 0, errors);
            }
        }
    }

    public static TheoryData<string, string, int> Monsters => new()
    {
        { "a.cs", "$", 9_000_000 }, { "a.cs", "\"", 9_000_000 }, { "a.cs", "$\"{", 3_000_000 }, { "a.js", "`${", 3_000_000 }, { "a.js", "=/[", 3_000_000 },
        { "a.rs", "/*", 4_500_000 }, { "a.rs", "r#", 4_500_000 }, { "a.tsx", "=<a>", 2_000_000 }, { "a.tsx", "{<a b={", 1_000_000 }, { "a.rb", "%(", 4_500_000 },
        { "a.sh", "\"$(", 3_000_000 }, { "a.sh", "<<a\n", 2_000_000 }, { "a.py", "#a b\n", 1_500_000 }, { "a.cs", "// a b ", 1_200_000 }, { "a.cs", "'", 9_000_000 },
        { "a.py", "f'{", 3_000_000 }, { "a.php", "<?php ?>", 1_000_000 }, { "a.sql", "$a$", 3_000_000 }, { "a.cs", "/// <a>", 1_200_000 }, { "a.js", "@a ", 3_000_000 },
    };

    [Theory]
    [MemberData(nameof(Monsters))]
    public void Hostile_sources_end_in_seconds(string name, string piece, int times)
    {
        var watch = Stopwatch.StartNew();
        using var document = CodeTests.Open(string.Concat(Enumerable.Repeat(piece, times)), name);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(30), watch.Elapsed.ToString()); // two or three alone; hours if it grew with the square
    }

    [Fact]
    public void A_source_of_fifty_megabytes_is_no_source()
    {
        var error = Assert.Throws<DocumentException>(() => new Opened(new byte[49 * 1024 * 1024].Select(_ => (byte)'a').ToArray(), "text/x-csharp"));
        Assert.Equal("The source file is larger than 10 MB.", error.Message);
    }

    /// <summary>No edits, the same bytes. Any edits: the same code, and the oracle's text. Two steps, the same as one.</summary>
    static int Hold(byte[] bytes, Language language, int seed)
    {
        using var original = new Opened(bytes, language.ContentType);
        Assert.Equal(bytes, original.Write());
        if (original.Blocks.Count == 0)
            return 0;
        var random = new Random(seed);
        var all = RandomEdits.For(original.Document, random, 8, Replacements).DistinctBy(e => e.BlockId).ToList();
        var once = original.Write(all);
        Assert.Equal(CodeOf(bytes, language), CodeOf(once, language));

        using var edited = new Opened(once, language.ContentType);
        Said(original, all, edited);
        var first = all.Where((_, i) => i % 2 == 0 && original.Texts.Count(t => t == TextOf(original, all[i])) == 1).ToList();
        using var half = original.Apply(first);
        var rest = all.Except(first).Select(e => (Edit: e, Block: half.Blocks.Where(b => b.Text == TextOf(original, e)).ToList())).ToList();
        if (rest.TrueForAll(r => r.Block.Count == 1 && original.Texts.Count(t => t == r.Block[0].Text) == 1))
            Assert.Equal(once, half.Write(rest.ConvertAll(r => r.Edit with { BlockId = r.Block[0].Id })));
        return all.Count;
    }

    static string TextOf(Opened document, TextEdit edit) => document.Blocks.First(b => b.Id == edit.BlockId).Text;

    /// <summary>The oracle's texts in order. One that says nothing any more may be left out.</summary>
    static void Said(Opened original, List<TextEdit> edits, Opened edited)
    {
        var actual = new Queue<string>(edited.Texts);
        foreach (var block in original.Blocks)
        {
            var expected = Oracle.Apply(block, edits);
            if (actual.TryPeek(out var next) && next == expected)
                actual.Dequeue();
            else
                Assert.True(edits.Exists(e => e.BlockId == block.Id), $"“{expected}” is gone; next is “{next}”");
        }

        Assert.Empty(actual);
    }

    /// <summary>Everything that is neither comment nor string, without the white space that comments stand in.</summary>
    static string CodeOf(byte[] bytes, Language language)
    {
        var source = Encoding.UTF8.GetString(bytes);
        var scanner = new CodeScanner(source, language, source.StartsWith('\uFEFF') ? 1 : 0);
        var code = new StringBuilder();
        var at = 0;
        while (scanner.MoveNext())
        {
            code.Append(source, at, scanner.Token.Start - at).Append(scanner.Token.Kind);
            at = scanner.Token.End;
        }

        code.Append(source, at, source.Length - at).Append(scanner.IsLost);
        return string.Concat(code.ToString().Replace("LineComment", "", StringComparison.Ordinal).Where(c => !char.IsWhiteSpace(c)));
    }

    static string FindRepository()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "SwipeReview.sln")))
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The tests are not inside the repository.");
        return folder;
    }
}
