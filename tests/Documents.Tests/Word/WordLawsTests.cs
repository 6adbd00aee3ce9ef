using SwipeReview.Documents.Tests.Support;

namespace SwipeReview.Documents.Tests.Word;

public sealed class WordLawsTests
{
    static readonly string[] Replacements = [.. Laws.Replacements, "tab\there", "no\u2011break", "soft\u00ADhyphen"];

    [Theory]
    [MemberData(nameof(Fixtures.WordFiles), MemberType = typeof(Fixtures))]
    public void The_laws_hold_for_files_of_word_processors(string name)
    {
        for (var seed = 0; seed < 25; seed++)
            Laws.Hold(Fixtures.Read(name), FileTypes.Docx, seed, Replacements, Seen);
    }

    [Fact]
    public void The_laws_hold_for_random_documents()
    {
        for (var seed = 0; seed < 250; seed++)
            Laws.Hold(new RandomDocx(new Random(seed)).Next(), FileTypes.Docx, seed, Replacements, Seen);
    }

    static IEnumerable<string> Seen(IEnumerable<string> texts) => texts.Where(t => t.Trim(' ', '\t', '\n', '\u00A0', '\uFFFC').Length > 0);
}
