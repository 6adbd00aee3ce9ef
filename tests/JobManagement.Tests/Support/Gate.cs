using Microsoft.AspNetCore.Http;

namespace SwipeReview.JobManagement.Tests.Support;

/// <summary>Holds a person's requests at the router until a test opens it.</summary>
public sealed class Gate
{
    private readonly TaskCompletionSource arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource givenUp = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int passed;

    private Gate()
    {
    }

    /// <summary>A request waits.</summary>
    public Task Arrived => arrived.Task.WaitAsync(TimeSpan.FromSeconds(120));

    /// <summary>The one who waited has hung up.</summary>
    public Task GivenUp => givenUp.Task.WaitAsync(TimeSpan.FromSeconds(20));

    /// <param name="after">Requests that pass before.</param>
    public static Gate Before(FakeRouter router, Guid userId, int after = 0)
    {
        var gate = new Gate();
        router.ByUser[userId] = async (_, cancellationToken) =>
        {
            if (Interlocked.Increment(ref gate.passed) > after)
            {
                gate.arrived.TrySetResult();
                try
                {
                    await gate.opened.Task.WaitAsync(cancellationToken);
                }
                catch (OperationCanceledException)
                {
                    gate.givenUp.TrySetResult();
                    return Results.StatusCode(499);
                }
            }

            return null;
        };
        return gate;
    }

    public void Open() => opened.TrySetResult();
}
