using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using SwipeReview.JobManagement.Data;
using SwipeReview.JobManagement.Jobs;
using SwipeReview.ServiceDefaults.Auth;
using SwipeReview.ServiceDefaults.Errors;

namespace SwipeReview.JobManagement.Events;

/// <summary>
/// Follows a job. <c>Last-Event-ID</c> goes on after an event; without it everything is told from the start. 204 when
/// there is nothing more to come, which stops a browser's EventSource from asking again.
/// </summary>
internal static class StreamEvents
{
    public static async Task<Results<EventStream, NoContent, ErrorResult>> HandleAsync(
        Guid id, [FromHeader(Name = "Last-Event-ID")] string? lastEventId, CurrentUser user, JobsDbContext db, CancellationToken cancellationToken)
    {
        var after = 0L;
        if (!string.IsNullOrEmpty(lastEventId) && (!long.TryParse(lastEventId, NumberStyles.None, CultureInfo.InvariantCulture, out after)))
        {
            return ErrorResults.Validation("The Last-Event-ID is not one of this stream's.", "Last-Event-ID");
        }

        var job = await db.Jobs.Where(job => job.Id == id && job.UserId == user.Id)
            .Select(job => new { job.Status, job.EventSeq }).SingleOrDefaultAsync(cancellationToken);
        if (job is null)
        {
            return ErrorResults.NotFound("job");
        }

        // Who follows may stay for hours, and needs no database of their own for that.
        await db.DisposeAsync();
        return job.Status.IsOver() && after >= job.EventSeq ? TypedResults.NoContent() : new EventStream(id, user.Id, after);
    }
}
