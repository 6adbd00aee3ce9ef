using SwipeReview.Documents.Tests.Support;

namespace SwipeReview.Documents.Tests.Word;

public sealed class WordLawsTests
{
    [Theory]
    [MemberData(nameof(Corpus.Word), MemberType = typeof(Corpus))]
    public void The_laws_hold_for_every_file_of_the_corpus(string name)
    {
        var bytes = Corpus.Read(name);
        Assert.Contains(true, Enumerable.Range(0, 10).Select(seed => WordLaws.Hold(bytes, seed)));
    }

    [Fact]
    public void The_laws_hold_for_random_documents()
    {
        const int Documents = 250;
        var inSteps = Enumerable.Range(0, Documents).Count(seed => WordLaws.Hold(new RandomDocx(new Random(seed)).Next(), seed));
        Assert.InRange(inSteps, Documents / 2, Documents);
    }
}
