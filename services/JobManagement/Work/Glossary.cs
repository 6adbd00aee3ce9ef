namespace SwipeReview.JobManagement.Work;

/// <summary>Holds models to a person's terms: rules know none of them, and language models forget.</summary>
internal sealed class Glossary
{
    private readonly string text;
    private readonly string[] terms;

    /// <param name="text">Of one block.</param>
    public Glossary(string[]? terms, string text) =>
        (this.text, this.terms) = (text, [.. (terms ?? []).Where(term => text.Contains(term, StringComparison.Ordinal))]);

    /// <summary>After the edit each term is there as often as before.</summary>
    public bool Keeps(Proposal proposal) => Array.TrueForAll(terms, term =>
    {
        // With room for the term and the characters beside it: further away nothing changes.
        var from = Math.Max(0, proposal.Start - term.Length - 1);
        var to = Math.Min(text.Length, proposal.End + term.Length + 1);
        return Count(string.Concat(text.AsSpan(from, proposal.Start - from), proposal.Replacement, text.AsSpan(proposal.End, to - proposal.End)), term)
            >= Count(text[from..to], term);
    });

    private static int Count(string text, string term)
    {
        var count = 0;
        for (var at = text.IndexOf(term, StringComparison.Ordinal); at >= 0; at = text.IndexOf(term, at + 1, StringComparison.Ordinal))
        {
            var end = at + term.Length;
            var isWhole = (at == 0 || !char.IsLetterOrDigit(text[at - 1])) && (end == text.Length || !char.IsLetterOrDigit(text[end]));
            count += isWhole ? 1 : 0;
        }

        return count;
    }
}
