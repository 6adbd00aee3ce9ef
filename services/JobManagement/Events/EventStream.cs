using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;
using SwipeReview.JobManagement.Dispatch;
using SwipeReview.ServiceDefaults.Api;

namespace SwipeReview.JobManagement.Events;

/// <summary>
/// A job's log as server-sent events to one who listens, from any instance: the database is the truth, signals only save
/// waiting, and what is read is shared (<see cref="JobFeed"/>). Ends after the status that nothing can follow. Where a waiting
/// job stands is told, too, as <c>queue</c> and without an id: it is no part of the story, and who comes back is told where
/// it stands then. Each listener is written to by its own stream, as fast as it reads.
/// </summary>
internal sealed class EventStream(Guid jobId, Guid userId, long after) : IResult
{
    private static readonly ReadOnlyMemory<byte> Greeting = ": here is what happened\n\n"u8.ToArray();
    private static readonly ReadOnlyMemory<byte> SignOfLife = ": still here\n\n"u8.ToArray();

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var services = httpContext.RequestServices;
        var stopping = services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(httpContext.RequestAborted, stopping);
        httpContext.Response.ContentType = "text/event-stream";
        httpContext.Response.Headers.CacheControl = "no-store";
        httpContext.Response.Headers["X-Accel-Buffering"] = "no";
        var feeds = services.GetRequiredService<JobFeeds>();
        var feed = feeds.Join(jobId, userId);
        try
        {
            await SayAsync(httpContext, Greeting, ended.Token);
            await FollowAsync(httpContext, feed, ended.Token);
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            // The client left, or this instance stops: the client comes back with the last id it saw.
        }
        finally
        {
            feeds.Leave(jobId);
        }
    }

    private async Task FollowAsync(HttpContext http, JobFeed feed, CancellationToken cancellationToken)
    {
        var clock = http.RequestServices.GetRequiredService<TimeProvider>();
        var keepAlive = http.RequestServices.GetRequiredService<IOptions<EventOptions>>().Value.KeepAlive;
        var (last, stood) = (after, (QueuePlace?)null);
        while (true)
        {
            var moved = feed.Moved;
            if (feed.Head > last)
            {
                var page = await feed.ReadAsync(last).WaitAsync(cancellationToken);
                if (page.Last is not { } told)
                {
                    return; // the log is being erased, with the job
                }

                await SayAsync(http, page.Text, cancellationToken);
                if (page.IsEnd)
                {
                    return;
                }

                last = told;
            }
            else if (feed.Place is { } place && place != stood)
            {
                await SayAsync(http, Encoding.UTF8.GetBytes($"event: queue\ndata: {JsonSerializer.Serialize(place, ApiJson.Options)}\n\n"), cancellationToken);
                stood = place;
            }
            else
            {
                await moved.WaitAsync(keepAlive, clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                cancellationToken.ThrowIfCancellationRequested();
                if (!moved.IsCompleted)
                {
                    await SayAsync(http, SignOfLife, cancellationToken);
                }
            }
        }
    }

    private static async Task SayAsync(HttpContext http, ReadOnlyMemory<byte> text, CancellationToken cancellationToken)
    {
        await http.Response.Body.WriteAsync(text, cancellationToken);
        await http.Response.Body.FlushAsync(cancellationToken);
    }
}
