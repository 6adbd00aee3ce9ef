namespace SwipeReview.Learning.Tests.Memory;

public sealed class FingerprintTests
{
    // Made with Python's hashlib. Fingerprints are stored, so these never change.
    [Theory]
    [InlineData("spelling", "alot", "a lot", "I like it ", " of the time.", "c074a7f9a7a8be60413cd52a4b4eb4ef")]
    [InlineData("punctuation", "", ",", "However", " they left", "5691ca8435f9fd62fd53bf4fe5815d0d")]
    [InlineData("wording", "größer als", "groesser wie", "Das ist viel ", " gedacht, 42!", "477fa49afd8dda00dac8c55df69dd1b2")]
    public void It_is_the_same_for_ever(string category, string original, string replacement, string before, string after, string expected) =>
        Assert.Equal(expected, Fingerprint.Of(category, original, replacement, before, after));

    [Fact]
    public void It_survives_what_does_not_change_the_words()
    {
        var fingerprint = Fingerprint.Of("spelling", "don't know", "do not know", "Well, I really do say: I ", " what you mean");

        Assert.Equal(fingerprint, Fingerprint.Of("spelling", "don’t  know", "do not\nknow", "In a new version “I really do SAY” I\t", " what, you mean; and so on"));
        Assert.Equal(
            Fingerprint.Of("grammar", "is", "are", "It's they who ", " right"),
            Fingerprint.Of("grammar", "is", "are", "its they who ", " right"));
    }

    [Theory]
    [InlineData("grammar", "alot", "a lot", "I like it ", " of the time.")]
    [InlineData("spelling", "Alot", "a lot", "I like it ", " of the time.")]
    [InlineData("spelling", "alot", "much", "I like it ", " of the time.")]
    [InlineData("spelling", "alot", "a lot", "I liked it ", " of the time.")]
    [InlineData("spelling", "alot", "a lot", "I like it ", " of the day.")]
    [InlineData("spelling", "alot", "a lot", "I like ", " it of the")]
    public void It_tells_changes_apart(string category, string original, string replacement, string before, string after) =>
        Assert.NotEqual(Fingerprint.Of("spelling", "alot", "a lot", "I like it ", " of the time."), Fingerprint.Of(category, original, replacement, before, after));
}
