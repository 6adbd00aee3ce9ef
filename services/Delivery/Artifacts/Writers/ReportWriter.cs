using System.Text;
using Microsoft.Extensions.Options;
using SwipeReview.Delivery.Reports;
using SwipeReview.Delivery.Upstream;
using SwipeReview.Documents;
using SwipeReview.Pdf;
using SwipeReview.ServiceDefaults.Errors;
using SwipeReview.ServiceDefaults.Http;

namespace SwipeReview.Delivery.Artifacts.Writers;

/// <summary>What was proposed and what came of it, for people to read. Asked for twice, it is the same to the byte.</summary>
internal sealed class ReportWriter(ArtifactSource source, PeopleClient people, IOptions<ReportOptions> options) : IArtifactWriter
{
    private const string Nameless = "the owner of the job";

    public OutputFormat Format => OutputFormat.Report;

    public async Task WriteAsync(Artifact artifact, Stream output, CancellationToken cancellationToken)
    {
        var review = await source.ReadReviewAsync(artifact, cancellationToken);
        var person = await people.FindNameAsync(review.UserId, cancellationToken) ?? Nameless;
        var report = ReviewReport.Of(review, person, artifact.CreatedAt);
        if (artifact.Variant == ReportVariant.Pdf)
        {
            PdfReport.Write(new PdfPages(output, Fonts(), report.Title, artifact.CreatedAt), report);
            return;
        }

        await using var page = new StreamWriter(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true);
        new HtmlReport(page).Write(report);
    }

    private PdfFonts Fonts() => PdfFonts.TryLoad(options.Value.FontFolder) ?? throw new ArtifactException(
        ErrorCodes.Unavailable, "Reports can't be written as PDF here: the font DejaVu Sans is missing (package fonts-dejavu-core). Take the HTML report.");
}
