using System.Globalization;

namespace SwipeReview.Benchmarks.Quality;

/// <summary>A proposal as the router makes it.</summary>
internal sealed record Proposal(string BlockId, int Start, int End, string Original, string Replacement, string Category, string Pattern, double Confidence)
{
    /// <summary>Blocks are named by their number.</summary>
    public int Block => int.Parse(BlockId, CultureInfo.InvariantCulture);
}

internal enum Worth
{
    /// <summary>A mistake is put right.</summary>
    Right,

    /// <summary>It is nearer to right than it was.</summary>
    Nearer,

    /// <summary>It is no better or worse than it was: to accept it would be a mistake.</summary>
    Harm,
}

/// <param name="Mistake">The one that it is about; null: there was none.</param>
internal sealed record Verdict(Proposal Proposal, Worth Worth, Injected? Mistake)
{
    /// <summary>By what accepting it alone does to the distance from the text as its author left it.</summary>
    public static Verdict Of(Mistaken text, Proposal proposal)
    {
        var applied = text.Text.Remove(proposal.Start, proposal.End - proposal.Start).Insert(proposal.Start, proposal.Replacement);
        var mistake = text.Injected.FirstOrDefault(injected => proposal.Start <= injected.End && injected.Start <= proposal.End);
        var gain = Distance.Between(text.Text, text.Passage.Text) - Distance.Between(applied, text.Passage.Text);
        var worth = gain <= 0 ? Worth.Harm : mistake is not null && gain >= mistake.Size ? Worth.Right : Worth.Nearer;
        return new Verdict(proposal, worth, mistake);
    }
}
