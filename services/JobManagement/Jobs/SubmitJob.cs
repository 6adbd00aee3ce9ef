using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http.HttpResults;
using SwipeReview.Documents;
using SwipeReview.JobManagement.Data;
using SwipeReview.JobManagement.Dispatch;
using SwipeReview.ServiceDefaults.Auth;
using SwipeReview.ServiceDefaults.Errors;

namespace SwipeReview.JobManagement.Jobs;

internal static partial class SubmitJob
{
    public sealed record Request
    {
        public required JobType Type { get; init; }
        public required Guid FileId { get; init; }
        public JobOptions? Options { get; init; }
    }

    public static async Task<Results<Accepted<JobView>, ErrorResult>> HandleAsync(
        Request request, CurrentUser user, JobsDbContext db, StorageClient storage, TimeProvider clock, CancellationToken cancellationToken)
    {
        var options = request.Options ?? JobOptions.None;
        if (Refuse(options) is { } refusal)
        {
            return refusal;
        }

        var file = await storage.FindAsync(request.FileId, cancellationToken);
        if (file is null || file.OwnerId != user.Id)
        {
            return ErrorResults.NotFound("file");
        }

        if (file.Status != "ready")
        {
            return ErrorResults.Conflict("This file can't be worked on yet: it has to pass the scan first.", ("status", file.Status));
        }

        if (!FileTypes.IsReviewable(file.ContentType))
        {
            return ErrorResults.UnsupportedMediaType($"Files of type {file.ContentType} can't be reviewed.", "fileId", ("contentType", file.ContentType));
        }

        var job = Job.Submit(db, user.Id, file, options, await db.QueueClassOfAsync(user.Id, cancellationToken), clock.Now());
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Accepted($"/api/v1/jobs/{job.Id}", JobView.Of(job));
    }

    private static ErrorResult? Refuse(JobOptions options) => options switch
    {
        { Instructions.Length: > Job.LongestInstructions } => ErrorResults.Validation(
            $"Instructions may have {Job.LongestInstructions} characters.", "options.instructions",
            ("maxLength", Job.LongestInstructions), ("actualLength", options.Instructions.Length)),
        { Instructions: { } instructions } when !PlainText.IsClean(instructions) =>
            ErrorResults.Validation("Instructions may not hold control characters.", "options.instructions"),
        { Provider: { } provider } when !Word.IsMatch(provider) => ErrorResults.Validation("There is no such provider.", "options.provider"),
        { Language: { } language } when !Word.IsMatch(language) =>
            ErrorResults.Validation("The language must be a tag such as en or de-CH.", "options.language"),
        { Glossary.Count: > Job.MostTerms } => ErrorResults.Validation(
            $"A glossary may have {Job.MostTerms} terms.", "options.glossary", ("max", Job.MostTerms), ("actual", options.Glossary.Count)),
        { Glossary: { } terms } when terms.Any(term => string.IsNullOrWhiteSpace(term) || term.Length > Job.LongestTerm || !PlainText.IsClean(term)) =>
            ErrorResults.Validation($"A term of the glossary is plain text of 1 to {Job.LongestTerm} characters.", "options.glossary", ("maxLength", Job.LongestTerm)),
        _ => null,
    };

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9-]{0,34}$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 100)]
    private static partial Regex Word { get; }
}
