using System.Text;
using SwipeReview.Documents.Fuzz;
using SwipeReview.Documents.Tests.Support;

namespace SwipeReview.Documents.Tests.Fuzz;

public sealed class PackageFuzzerTests
{
    static readonly (string Text, string ContentType)[] Sources =
    [
        ("// A comment that say things.\nvar text = \"a string with teh words\"; /* block\n * of \u00E9 lines */ var raw = \"\"\"raw \"x\" text\"\"\"; var c = 'x';\n/// <summary>Its <c>docs</c>.</summary>\n", "text/x-csharp"),
        ("# comment that are wrong\ndef f():\n    \"\"\"Docstring have\n    lines.\"\"\"\n    return f'{x} of teh' + 'it\\'s'\n", "text/x-python"),
    ];

    /// <summary>A first look at every run; DOCUMENTS_FUZZ=20000 in the environment makes it a long one, DOCUMENTS_FUZZ_SEED another one.</summary>
    [Fact]
    public void Mutated_files_open_or_are_refused_and_never_crash()
    {
        var count = int.TryParse(Environment.GetEnvironmentVariable("DOCUMENTS_FUZZ"), out var asked) ? asked : 400;
        var seed = int.TryParse(Environment.GetEnvironmentVariable("DOCUMENTS_FUZZ_SEED"), out var other) ? other : 1;
        var samples = Corpus.Word.Select(row => (Corpus.Read(row.Data), FileTypes.Docx))
            .Concat(Enumerable.Range(1, 8).Select(i => (new RandomDocx(new Random(i)).Next(), FileTypes.Docx)))
            .Concat(Corpus.Markdown.Select(row => (Corpus.Read(row.Data), FileTypes.Markdown)))
            .Concat(Corpus.Html.Select(row => (Corpus.Read(row.Data), FileTypes.Html)))
            .Append((Fixtures.Read("pandoc.md"), FileTypes.PlainText))
            .Concat(Fixtures.Named("*.tex").Select(name => (Fixtures.Read(name), FileTypes.Tex)))
            .Concat(Sources.Select(source => (Encoding.UTF8.GetBytes(source.Text), source.ContentType))).ToList();
        var outcome = PackageFuzzer.Run(samples, seed, count, TestContext.Current.CancellationToken);
        TestContext.Current.SendDiagnosticMessage($"{count:N0} inputs of seed {seed}: {outcome}");
        Assert.Equal(count, outcome.Opened + outcome.Refused);
        Assert.True(outcome.Opened > count / 10 && outcome.Refused > count / 10, outcome.ToString());
    }
}
