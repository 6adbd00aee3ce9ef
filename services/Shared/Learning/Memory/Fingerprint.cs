using System.Security.Cryptography;
using System.Text;

namespace SwipeReview.Learning;

/// <summary>
/// Recognises a change that was rejected when it is proposed again, in a re-run or a later version of the document.
/// The same in every process and version: it goes into databases. It hides no secrets: who can guess a text can check it.
/// </summary>
public static class Fingerprint
{
    private const int ContextWords = 3;

    /// <summary>
    /// 128 bits of SHA-256 over the category, the original, the replacement and a hash of the three words on either side.
    /// Runs of white space and the kinds of quotation marks make no difference; in the context neither do
    /// capitals, punctuation and apostrophes.
    /// </summary>
    /// <param name="category">The change's.</param>
    /// <param name="original">The text that it replaces.</param>
    /// <param name="replacement">The text in its place.</param>
    /// <param name="before">Text in front of it; only its last words count.</param>
    /// <param name="after">Text behind it; only its first words count.</param>
    /// <returns>32 hexadecimal digits, lower case.</returns>
    public static string Of(string category, string original, string replacement, string before, string after)
    {
        var context = Hash(string.Join('\n', "swipereview context 1", string.Join(' ', Words(before).TakeLast(ContextWords)), string.Join(' ', Words(after).Take(ContextWords))));
        // No field can hold a line feed, so that no two changes are joined to the same text.
        return Hash(string.Join('\n', "swipereview fingerprint 1", Normalise(category), Normalise(original), Normalise(replacement), context))[..32];
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static string Normalise(string text) =>
        string.Join(' ', text.Replace('’', '\'').Replace('‘', '\'').Replace('“', '"').Replace('”', '"').Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static IEnumerable<string> Words(string text)
    {
        var word = new StringBuilder();
        foreach (var letter in $"{text} ")
        {
            if (char.IsLetterOrDigit(letter) || char.IsSurrogate(letter))
            {
                word.Append(char.ToLowerInvariant(letter));
            }
            else if (word.Length > 0 && letter is not ('\'' or '’'))
            {
                yield return word.ToString();
                word.Clear();
            }
        }
    }
}
