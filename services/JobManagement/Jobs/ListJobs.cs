using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SwipeReview.JobManagement.Data;
using SwipeReview.JobManagement.Dispatch;
using SwipeReview.ServiceDefaults.Api;
using SwipeReview.ServiceDefaults.Auth;
using SwipeReview.ServiceDefaults.Errors;

namespace SwipeReview.JobManagement.Jobs;

/// <summary>A person's jobs, the newest first. <c>q</c> looks for its words, or what they begin with, in file names and in the texts of changes.</summary>
internal static class ListJobs
{
    private const int LongestQuery = 200;

    public static async Task<Results<Ok<Page<JobView>>, ErrorResult>> HandleAsync(
        CurrentUser user, PageQuery page, string? status, string? type, string? q, JobsDbContext db, Places places, CancellationToken cancellationToken)
    {
        var jobs = db.Jobs.AsNoTracking().Where(job => job.UserId == user.Id);
        if (page.Cursor is not null)
        {
            if (!Cursor.TryDecode<Guid>(page.Cursor, out var last))
            {
                return Cursor.Invalid();
            }

            jobs = jobs.Where(job => job.Id < last);
        }

        if (q is { Length: > LongestQuery } || (q is not null && !PlainText.IsClean(q)))
        {
            return ErrorResults.Validation($"The query must be plain text of up to {LongestQuery} characters.", "q");
        }

        if (!Words<JobStatus>.TryRead(status, out var withStatus))
        {
            return Words<JobStatus>.Refuse("status");
        }

        if (!Words<JobType>.TryRead(type, out var ofType))
        {
            return Words<JobType>.Refuse("type");
        }

        jobs = withStatus is null ? jobs : jobs.Where(job => job.Status == withStatus);
        jobs = ofType is null ? jobs : jobs.Where(job => job.Type == ofType);
        if (q is not null && JobWords.Query(q) is { } words)
        {
            jobs = jobs.Where(job => db.Words.Any(known => known.JobId == job.Id && known.Words.Matches(EF.Functions.ToTsQuery("job_words", words))));
        }

        // Ids are made in the order of time: newest first is highest first.
        var found = await jobs.OrderByDescending(job => job.Id).Take(page.Limit + 1).ToListAsync(cancellationToken);
        var shown = Page<JobView>.From(found, page.Limit, JobView.Of, job => Cursor.Encode(job.Id));
        var placed = new List<JobView>(shown.Items.Count);
        foreach (var job in shown.Items)
        {
            placed.Add(await places.ShowAsync(job, cancellationToken));
        }

        return TypedResults.Ok(shown with { Items = placed });
    }
}
