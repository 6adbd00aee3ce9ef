using System.Globalization;
using SwipeReview.Delivery.Upstream;

namespace SwipeReview.Delivery.Reports;

/// <summary>What a report says, in the order in which it says it, whatever it is written as. Text is as it was: who writes it escapes it.</summary>
internal sealed record ReviewReport(string Title, IReadOnlyList<ReportFact> Job, IReadOnlyList<ReportFact> Outcome, IReadOnlyList<ReportEntry> Entries)
{
    /// <param name="review">What was proposed and decided.</param>
    /// <param name="person">Who decided.</param>
    /// <param name="madeAt">When the report was asked for.</param>
    public static ReviewReport Of(JobReview review, string person, DateTimeOffset madeAt)
    {
        var numbers = review.Items.Index().ToDictionary(item => item.Item.ChangeId, item => item.Index + 1);
        return new(
            $"Review of {review.FileName}", [.. JobFacts(review, person, madeAt)], [.. OutcomeFacts(review)],
            [.. review.Items.Select(change => ReportEntry.Of(change, numbers, person))]);
    }

    /// <summary>UTC, to the second.</summary>
    public static string Show(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    private static IEnumerable<ReportFact> JobFacts(JobReview review, string person, DateTimeOffset madeAt)
    {
        yield return new("File", review.FileName);
        yield return new("Type", review.ContentType);
        yield return new("Job", review.JobId.ToString());
        if (review.Instructions is { Length: > 0 } instructions)
        {
            yield return new("Asked for", instructions);
        }

        if (review.Language is { Length: > 0 } language)
        {
            yield return new("Language", language);
        }

        yield return new("Private", review.Private ? "Yes: nothing was allowed to leave this machine" : "No");
        yield return new("Submitted", Show(review.CreatedAt));
        if (review.CompletedAt is { } completedAt)
        {
            yield return new("Proposals complete", Show(completedAt));
        }

        yield return new("Decided by", person);
        yield return new("Report of", Show(madeAt));
    }

    private static IEnumerable<ReportFact> OutcomeFacts(JobReview review)
    {
        var counts = review.Counts;
        yield return new("Proposed", Count(counts.Total));
        yield return new("Accepted", Count(counts.Accepted));
        yield return new("Rejected", Count(counts.Rejected));
        yield return new("Skipped", Count(counts.Skipped));
        yield return new("Undecided", Count(counts.Pending));
        foreach (var origin in review.Items.GroupBy(OriginOf, StringComparer.Ordinal).OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal))
        {
            yield return new($"From {origin.Key}", Count(origin.Count()));
        }

        var outside = review.Items.Count(change => change.LeftMachine);
        yield return new("Left this machine", outside == 0
            ? "Nothing: no proposal came from elsewhere"
            : $"The text of {Count(outside)} {(outside == 1 ? "proposal" : "proposals")} that came from elsewhere");
    }

    /// <summary>Provider, model, and where it ran.</summary>
    internal static string OriginOf(ReviewedChange change) =>
        $"{change.Provider}{(change.Model is { Length: > 0 } model ? $" {model}" : "")}, {(change.LeftMachine ? "elsewhere" : "on this machine")}";

    private static string Count(int number) => number.ToString(CultureInfo.InvariantCulture);
}

internal sealed record ReportFact(string Label, string Value);

/// <summary>One change: the text as it stood, what was to go and to come, and what became of it.</summary>
/// <param name="Number">In document order, from 1.</param>
/// <param name="Title">Its outcome and category.</param>
/// <param name="Before">Text in front of it.</param>
/// <param name="Deleted">Empty for an insertion.</param>
/// <param name="Inserted">Empty for a deletion; the person's own words where they edited it.</param>
/// <param name="After">Text behind it.</param>
internal sealed record ReportEntry(int Number, string Title, string Before, string Deleted, string Inserted, string After, IReadOnlyList<ReportFact> Facts)
{
    public static ReportEntry Of(ReviewedChange change, IReadOnlyDictionary<Guid, int> numbers, string person) => new(
        numbers[change.ChangeId], $"{OutcomeOf(change)} · {change.Category}", change.Before, change.Original, change.Decision?.Replacement ?? change.Replacement,
        change.After, [.. FactsOf(change, numbers, person)]);

    private static string OutcomeOf(ReviewedChange change) => change switch
    {
        { SettledBy: not null } => "Rejected by another decision",
        { Decision.Action: "edit" } => "Accepted in the person's own words",
        { State: "accepted" } => "Accepted",
        { State: "rejected" } => "Rejected",
        { State: "skipped" } => "Skipped",
        _ => "Undecided",
    };

    private static string Word(string action) => action switch
    {
        "accept" => "Accepted",
        "edit" => "Edited",
        "reject" => "Rejected",
        "skip" => "Skipped",
        _ => action,
    };

    private static IEnumerable<ReportFact> FactsOf(ReviewedChange change, IReadOnlyDictionary<Guid, int> numbers, string person)
    {
        if (change.Decision is { Replacement: not null })
        {
            yield return new("Proposed instead", change.Replacement.Length > 0 ? change.Replacement : "(nothing)");
        }

        if (change.Decision is { } decision)
        {
            yield return new("Decided", $"{Word(decision.Action)} by {person}, {ReviewReport.Show(decision.DecidedAt)}");
        }

        if (change.SettledBy is { } settled)
        {
            var winner = numbers.TryGetValue(settled.ChangeId, out var number) ? $"change {number.ToString(CultureInfo.InvariantCulture)}" : "another change";
            yield return new("Settled by", $"{winner}: {settled.Reason}");
        }

        yield return new("Proposed by", ReviewReport.OriginOf(change));
        if (change.Reason is { Length: > 0 } reason)
        {
            yield return new("Because", reason);
        }

        yield return new("Confidence", change.Confidence.ToString("P0", CultureInfo.InvariantCulture));
        yield return new("Where", $"{change.BlockKind} {change.BlockId}");
    }
}
