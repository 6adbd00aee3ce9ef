using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SwipeReview.JobManagement.Data;
using SwipeReview.ServiceDefaults.Api;
using SwipeReview.ServiceDefaults.Auth;
using SwipeReview.ServiceDefaults.Errors;

namespace SwipeReview.JobManagement.Jobs;

/// <summary>A person's jobs, the newest first. <c>q</c> looks for its words in file names.</summary>
internal static class ListJobs
{
    private const int LongestQuery = 200;

    public static async Task<Results<Ok<Page<JobView>>, ErrorResult>> HandleAsync(
        CurrentUser user, PageQuery page, string? status, string? type, string? q, JobsDbContext db, CancellationToken cancellationToken)
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
        foreach (var word in q?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [])
        {
            var pattern = $"%{word.Replace(@"\", @"\\").Replace("%", @"\%").Replace("_", @"\_")}%";
            jobs = jobs.Where(job => EF.Functions.ILike(job.FileName, pattern, @"\"));
        }

        // Ids are made in the order of time: newest first is highest first.
        var found = await jobs.OrderByDescending(job => job.Id).Take(page.Limit + 1).ToListAsync(cancellationToken);
        return TypedResults.Ok(Page<JobView>.From(found, page.Limit, JobView.Of, job => Cursor.Encode(job.Id)));
    }
}
