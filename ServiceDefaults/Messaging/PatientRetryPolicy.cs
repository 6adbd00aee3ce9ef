using MassTransit;
using MassTransit.RetryPolicies;
using SwipeReview.ServiceDefaults.Http;
using SwipeReview.ServiceDefaults.Persistence;

namespace SwipeReview.ServiceDefaults.Messaging;

/// <summary>
/// Three retries for faults that may pass, exponential from 2 s. While the service's own database is away nothing can be
/// tried, and while a service is away that it asks little, so that counts for none of them and the message waits, for twenty
/// minutes at most: else an outage that lasts longer than three retries would send all that was on its way to the error queue.
/// </summary>
/// <param name="filter">Which faults may pass at all.</param>
internal sealed class PatientRetryPolicy(TimeProvider clock, IExceptionFilter filter) : IRetryPolicy
{
    public bool IsHandled(Exception exception) => filter.Match(exception);

    public RetryPolicyContext<T> CreatePolicyContext<T>(T context)
        where T : class, PipeContext => new Message<T>(this, context, new Tries(this, clock));

    public void Probe(ProbeContext context) => context.CreateScope("patientRetry");

    /// <summary>Of one message.</summary>
    private sealed class Tries(PatientRetryPolicy policy, TimeProvider clock)
    {
        private const int MostFaults = 3;
        private const double Jitter = 0.25;
        private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(2);
        private static readonly TimeSpan FirstLook = TimeSpan.FromMilliseconds(250);

        // The broker takes back what is not acknowledged for half an hour, and it begins again.
        private static readonly TimeSpan Patience = TimeSpan.FromMinutes(20);

        private readonly long began = clock.GetTimestamp();
        private int faults;
        private int looks;

        /// <returns>How long to wait before the next one; null when it was the last.</returns>
        public TimeSpan? After(Exception exception)
        {
            if (!policy.IsHandled(exception))
            {
                return null;
            }

            if (DatabaseOutage.IsCauseOf(exception) || NeighbourOutage.IsCauseOf(exception))
            {
                return clock.GetElapsedTime(began) < Patience ? Doubled(FirstLook, Math.Min(looks++, 4)) : null;
            }

            return ++faults <= MostFaults ? Doubled(FirstWait, faults - 1) : null;
        }

        private static TimeSpan Doubled(TimeSpan first, int times) =>
            first * Math.Pow(2, times) * (1 + (Random.Shared.NextDouble() * Jitter));
    }

    private sealed class Message<T>(PatientRetryPolicy policy, T context, Tries tries) : BaseRetryPolicyContext<T>(policy, context)
        where T : class, PipeContext
    {
        public override bool CanRetry(Exception exception, out RetryContext<T> retryContext)
        {
            var wait = tries.After(exception);
            retryContext = new Retry<T>(Context, exception, wait, 1, tries, CancellationToken);
            return wait is not null && !CancellationToken.IsCancellationRequested;
        }

        protected override RetryContext<T> CreateRetryContext(Exception exception, CancellationToken cancellationToken) =>
            new Retry<T>(Context, exception, wait: null, 1, tries, cancellationToken);
    }

    private sealed class Retry<T>(T context, Exception exception, TimeSpan? wait, int number, Tries tries, CancellationToken cancellationToken)
        : BaseRetryContext<T>(context, exception, number, cancellationToken), RetryContext<T>
        where T : class, PipeContext
    {
        public override TimeSpan? Delay => wait;

        bool RetryContext<T>.CanRetry(Exception exception, out RetryContext<T> retryContext)
        {
            var next = tries.After(exception);
            retryContext = new Retry<T>(Context, exception, next, RetryCount + 1, tries, CancellationToken);
            return next is not null;
        }
    }
}
