using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Polly.CircuitBreaker;
using SwipeReview.ServiceDefaults.Http;
using SwipeReview.Testing;

namespace SwipeReview.ServiceDefaults.Tests.Http;

public sealed class ServiceClientTests(Infrastructure infrastructure)
{
    [Fact]
    public async Task A_client_identifies_itself_and_repeats_what_may_be_repeated()
    {
        await using var peer = await Peer.StartAsync(failures: 2);
        await using var service = await StartAsync(peer);
        var client = service.Get<PeerClient>();

        Assert.Equal(HttpStatusCode.OK, (await client.Http.GetAsync("/")).StatusCode);
        Assert.Equal(3, peer.Requests);
        Assert.StartsWith("Bearer ey", peer.Authorization);
    }

    [Fact]
    public async Task A_post_is_sent_once_unless_its_receiver_makes_it_idempotent()
    {
        await using var peer = await Peer.StartAsync(failures: 3);
        await using var service = await StartAsync(peer);
        var client = service.Get<PeerClient>();

        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await client.Http.PostAsync("/", null)).StatusCode);
        Assert.Equal(1, peer.Requests);
        using var marked = new HttpRequestMessage(HttpMethod.Post, "/").MarkSafeToRepeat();
        Assert.Equal(HttpStatusCode.OK, (await client.Http.SendAsync(marked)).StatusCode);
        Assert.Equal(4, peer.Requests);
    }

    [Fact]
    public async Task A_peer_that_keeps_failing_is_left_alone()
    {
        await using var peer = await Peer.StartAsync(failures: int.MaxValue);
        await using var service = await StartAsync(peer);
        var client = service.Get<PeerClient>();

        await Assert.ThrowsAsync<BrokenCircuitException>(async () =>
        {
            for (var i = 0; i < 20; i++)
            {
                await client.Http.PostAsync("/", null);
            }
        });
        Assert.InRange(peer.Requests, 8, 10);
    }

    private Task<NotesService> StartAsync(Peer peer) => NotesService.StartAsync(infrastructure, configure: builder =>
    {
        builder.Configuration["services:peer:http:0"] = peer.Address;
        builder.AddServiceClient<PeerClient>("peer");
    });

    internal sealed class PeerClient(HttpClient http)
    {
        public HttpClient Http => http;
    }

    private sealed class Peer(WebApplication app) : IAsyncDisposable
    {
        private int requests;

        public int Requests => requests;

        public string? Authorization { get; private set; }

        public string Address => app.Urls.Single();

        public static async Task<Peer> StartAsync(int failures)
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            builder.Logging.ClearProviders();
            var peer = new Peer(builder.Build());
            peer.Map(failures);
            await peer.StartListeningAsync();
            return peer;
        }

        public ValueTask DisposeAsync() => app.DisposeAsync();

        private Task StartListeningAsync() => app.StartAsync();

        private void Map(int failures) => app.Map("/", (HttpContext context) =>
        {
            Authorization = context.Request.Headers.Authorization;
            return Interlocked.Increment(ref requests) <= failures ? Results.StatusCode(503) : Results.Ok();
        });
    }
}
