using SwipeReview.Pdf;

namespace SwipeReview.Delivery.Reports;

/// <summary>A report as pages: deleted text is struck, inserted text is underlined, both as one sees it on paper too.</summary>
internal static class PdfReport
{
    private const double RoomForAnEntry = 90;

    /// <param name="pages">Written and finished.</param>
    /// <param name="report">What to write.</param>
    public static void Write(PdfPages pages, ReviewReport report)
    {
        pages.Heading(report.Title, 18);
        pages.Heading("The job", 13);
        pages.Facts(report.Job.Select(fact => (fact.Label, fact.Value)));
        pages.Heading("What came of it", 13);
        pages.Facts(report.Outcome.Select(fact => (fact.Label, fact.Value)));
        pages.Heading("Changes", 13);
        if (report.Entries.Count == 0)
        {
            pages.Paragraph([new("Nothing was proposed.")]);
        }

        foreach (var entry in report.Entries)
        {
            pages.KeepTogether(RoomForAnEntry);
            pages.Rule();
            pages.Paragraph([new(FormattableString.Invariant($"{entry.Number}. {entry.Title}"), PdfStyle.Bold)]);
            pages.Paragraph(
            [
                new(entry.Before, PdfStyle.Muted),
                new(entry.Deleted, PdfStyle.Struck),
                new(entry.Inserted, PdfStyle.Underlined),
                new(entry.After, PdfStyle.Muted),
            ]);
            pages.Facts(entry.Facts.Select(fact => (fact.Label, fact.Value)));
        }

        pages.Finish();
    }
}
