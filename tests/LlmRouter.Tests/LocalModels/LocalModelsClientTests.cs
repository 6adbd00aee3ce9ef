using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Microsoft.Extensions.Options;
using SwipeReview.LlmRouter.Providers;
using SwipeReview.LlmRouter.Providers.Local;

namespace SwipeReview.LlmRouter.Tests.LocalModels;

/// <summary>How the router treats a local-models that has much to do.</summary>
public sealed class LocalModelsClientTests
{
    private static readonly LocalModelsClient.EmbeddingsAnswer Vectors = new("use", [[1, 0]]);

    [Fact]
    public async Task It_comes_back_when_it_was_told_to()
    {
        var busy = new Queue<HttpResponseMessage>([Busy(TimeSpan.FromMilliseconds(1)), Busy(TimeSpan.FromMilliseconds(1)), Answer()]);

        var answer = await Client(_ => Task.FromResult(busy.Dequeue())).EmbedAsync(["text"], CancellationToken.None);

        Assert.Equal("use", answer.Model);
    }

    [Fact]
    public async Task It_does_not_wait_longer_than_it_would_for_an_answer() =>
        await Assert.ThrowsAsync<ProviderException>(
            () => Client(_ => Task.FromResult(Busy(TimeSpan.FromSeconds(61)))).EmbedAsync(["text"], CancellationToken.None));

    [Fact]
    public async Task No_more_requests_are_under_way_than_there_are_places()
    {
        var (now, most) = (0, 0);
        var client = Client(async cancellationToken =>
        {
            most = Math.Max(most, Interlocked.Increment(ref now));
            await Task.Delay(20, cancellationToken);
            Interlocked.Decrement(ref now);
            return Answer();
        });

        await Task.WhenAll(Enumerable.Range(0, 20).Select(number => client.EmbedAsync([$"{number}"], CancellationToken.None)));

        Assert.Equal(2, most);
    }

    [Fact]
    public async Task Who_gives_up_leaves_the_place_to_others()
    {
        using var gone = new CancellationTokenSource();
        var silent = true;
        var client = Client(async cancellationToken =>
        {
            await Task.Delay(silent ? Timeout.Infinite : 0, cancellationToken);
            return Answer();
        });
        var abandoned = Enumerable.Range(0, 5).Select(_ => client.EmbedAsync(["text"], gone.Token)).ToArray();
        await gone.CancelAsync();
        await Task.WhenAll(abandoned.Select(request => Assert.ThrowsAnyAsync<OperationCanceledException>(() => request)));

        silent = false;

        Assert.Equal("use", (await client.EmbedAsync(["text"], CancellationToken.None)).Model);
    }

    private static LocalModelsClient Client(Func<CancellationToken, Task<HttpResponseMessage>> answer)
    {
        var options = Options.Create(new LocalOptions { Parallel = 2 });
        return new LocalModelsClient(
            new HttpClient(new Models(answer)) { BaseAddress = new Uri("http://local-models") }, new LocalModelsPlaces(options), options, TimeProvider.System);
    }

    private static HttpResponseMessage Answer() => new(HttpStatusCode.OK) { Content = JsonContent.Create(Vectors, options: ServiceDefaults.Api.ApiJson.Options) };

    private static HttpResponseMessage Busy(TimeSpan pause) =>
        new(HttpStatusCode.ServiceUnavailable) { Headers = { RetryAfter = new RetryConditionHeaderValue(pause) } };

    private sealed class Models(Func<CancellationToken, Task<HttpResponseMessage>> answer) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => answer(cancellationToken);
    }
}
