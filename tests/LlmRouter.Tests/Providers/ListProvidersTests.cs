using System.Diagnostics.Metrics;
using System.Net;
using Polly.CircuitBreaker;
using SwipeReview.LlmRouter.Tests.Support;

namespace SwipeReview.LlmRouter.Tests.Providers;

public sealed class ListProvidersTests(RouterApp router) : IClassFixture<RouterApp>
{
    [Fact]
    public async Task An_administrator_sees_which_providers_are_up_and_what_they_did_for_everybody()
    {
        await router.AskAsync(RouterRequests.Proposals("proofread", "We recieve the figures."));
        router.Cloud.Answer = null;

        var providers = (await (await router.As(Guid.CreateVersion7(), isAdmin: true).GetAsync("/api/v1/admin/providers")).JsonAsync())["items"]!;

        Assert.Equal(("local", "up", false), (providers[0]!["name"]!.GetValue<string>(), providers[0]!["state"]!.GetValue<string>(), providers[0]!["leavesMachine"]!.GetValue<bool>()));
        Assert.Equal(["plain-language", "proofread", "tighten"], providers[0]!["tasks"]!.AsArray().Select(task => task!.GetValue<string>()));
        Assert.True(providers[0]!["latencyMs"]!.GetValue<double>() >= 0);
        var day = providers[0]!["lastDay"]!;
        Assert.True(day["requests"]!.GetValue<int>() > 0);
        Assert.True(day["calls"]!.GetValue<int>() > 0);
        Assert.True(day["p50Ms"]!.GetValue<double>() <= day["p95Ms"]!.GetValue<double>());
        Assert.Equal("0.0000", day["spentToday"]!["amount"]!.GetValue<string>());
        var model = Assert.Single(providers[0]!["models"]!.AsArray())!;
        Assert.Equal(("up", "closed", "0.0000"), (model["state"]!.GetValue<string>(), model["breaker"]!.GetValue<string>(), model["inputPrice"]!["amount"]!.GetValue<string>()));
        Assert.Equal(("cloud", "down", "no sign of life"), (providers[1]!["name"]!.GetValue<string>(), providers[1]!["state"]!.GetValue<string>(), providers[1]!["error"]!.GetValue<string>()));
    }

    [Fact]
    public async Task What_failed_is_counted_too()
    {
        router.Cloud.Answer = null;
        await router.AskAsync(RouterRequests.Proposals("tone", "It fails."));

        var providers = (await (await router.As(Guid.CreateVersion7(), isAdmin: true).GetAsync("/api/v1/admin/providers")).JsonAsync())["items"]!;
        Assert.True(providers[1]!["lastDay"]!["failures"]!.GetValue<int>() > 0);
        Assert.True(providers[1]!["lastDay"]!["skips"]!["failed"]!.GetValue<int>() > 0);
        Assert.True(providers[0]!["lastDay"]!["skips"]!["incapable"]!.GetValue<int>() > 0);
    }

    [Fact]
    public void The_metrics_say_which_models_would_be_asked_now()
    {
        var meter = router.Get<RouterMetrics>().Meter;
        var up = new Dictionary<string, int>(StringComparer.Ordinal);
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listening) =>
            {
                if (ReferenceEquals(instrument.Meter, meter) && instrument.Name == "llm_provider_up")
                {
                    listening.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<int>((_, value, tags, _) => up[(string)tags[0].Value!] = value);
        listener.Start();
        listener.RecordObservableInstruments();
        Assert.Equal((1, 1), (up["local"], up["cloud"]));

        router.Cloud.Breaker = CircuitState.Open;
        listener.RecordObservableInstruments();
        router.Cloud.Breaker = CircuitState.Closed;

        Assert.Equal((1, 0), (up["local"], up["cloud"]));
    }

    [Fact]
    public async Task Others_may_not_look() =>
        Assert.Equal(HttpStatusCode.Forbidden, (await router.As(Guid.CreateVersion7()).GetAsync("/api/v1/admin/providers")).StatusCode);
}
