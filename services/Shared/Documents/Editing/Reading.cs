namespace SwipeReview.Documents.Editing;

/// <summary>How the text of a block that was read again has to compare with the one expected.</summary>
internal enum Reading
{
    /// <summary>Each character.</summary>
    Exact,

    /// <summary>All but white space.</summary>
    Words,
}

internal static class ReadingExtensions
{
    public static bool IsSame(this Reading reading, string text, string expected)
    {
        if (reading == Reading.Exact || text == expected)
            return text == expected;
        int at = 0, other = 0;
        while (true)
        {
            while (at < text.Length && char.IsWhiteSpace(text[at]))
                at++;
            while (other < expected.Length && char.IsWhiteSpace(expected[other]))
                other++;
            if (at == text.Length || other == expected.Length)
                return at == text.Length && other == expected.Length;
            if (text[at++] != expected[other++])
                return false;
        }
    }
}
