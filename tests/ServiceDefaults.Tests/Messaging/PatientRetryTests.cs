using System.Net;
using MassTransit;
using Polly.CircuitBreaker;
using Polly.Timeout;
using SwipeReview.Testing;

namespace SwipeReview.ServiceDefaults.Tests.Messaging;

/// <summary>How often a consumer is tried again, by what it failed on.</summary>
public sealed class PatientRetryTests(Infrastructure infrastructure)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_neighbour_that_is_away_counts_for_no_retry_whatever_says_so()
    {
        await using var service = await StartAsync(
            new HttpRequestException("Connection refused"),
            new HttpRequestException("away", null, HttpStatusCode.ServiceUnavailable),
            new HttpRequestException("nobody behind it", null, HttpStatusCode.BadGateway),
            new BrokenCircuitException(),
            new TimeoutRejectedException());
        var user = Guid.CreateVersion7();
        await service.PublishAsync(user);
        await Eventually.BeTrueAsync(() => service.IsWelcomeAsync(user), "the welcome", Patience);
        Assert.Equal(6, service.Get<Deliveries>().Seen.Count);
    }

    [Fact]
    public async Task A_neighbour_that_refuses_counts()
    {
        await using var service = await StartAsync([.. Enumerable.Repeat(new HttpRequestException("broken", null, HttpStatusCode.InternalServerError), 4)]);
        await service.PublishAsync(Guid.CreateVersion7());
        await UntilDeadAsync(service);
        Assert.Equal(4, service.Get<Deliveries>().Seen.Count);
    }

    [Fact]
    public async Task A_lasting_fault_is_not_tried_again()
    {
        await using var service = await StartAsync(new FormatException());
        await service.PublishAsync(Guid.CreateVersion7());
        await UntilDeadAsync(service);
        Assert.Single(service.Get<Deliveries>().Seen);
    }

    private async Task<NotesService> StartAsync(params Exception[] faults)
    {
        var service = await NotesService.StartAsync(infrastructure);
        await service.Get<IBusControl>().WaitForHealthStatus(BusHealthStatus.Healthy, Patience);
        foreach (var fault in faults)
        {
            service.Get<Deliveries>().Faults.Enqueue(fault);
        }

        return service;
    }

    private static async Task UntilDeadAsync(NotesService service)
    {
        using var admin = service.Client(service.Identity.UserToken(Guid.CreateVersion7(), isAdmin: true));
        await Eventually.BeTrueAsync(async () => (await admin.GetStringAsync("/api/v1/admin/queues/notes/dead-letters")).Contains("notes-welcome"), "the dead letter", Patience);
    }
}
