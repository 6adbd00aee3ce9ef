using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SwipeReview.Payment.Data;
using SwipeReview.Payment.Jobs;
using SwipeReview.ServiceDefaults.Api;
using SwipeReview.Testing;

namespace SwipeReview.Payment.Tests;

/// <summary>Payment on its real host, and JobManagement as it sees it: an internal route that bills a job.</summary>
internal sealed class PaymentService : IAsyncDisposable
{
    private readonly WebApplication jobs;
    private readonly TestIdentity identity;

    private PaymentService(ServiceHost<Program> host, WebApplication jobs, TestIdentity identity, (string Name, string Value)[] connections)
    {
        (Host, Connections) = (host, connections);
        this.jobs = jobs;
        this.identity = identity;
    }

    public ServiceHost<Program> Host { get; }

    /// <summary>For another instance on the same database.</summary>
    public (string Name, string Value)[] Connections { get; }

    public IBus Bus => Host.Services.GetRequiredService<IBus>();

    private static readonly ConcurrentDictionary<Guid, JobBilling> Bills = new();

    public static async Task<PaymentService> StartAsync(Infrastructure infrastructure, params (string Name, string Value)[] more)
    {
        var identity = await TestIdentity.StartAsync();
        var jobs = await StartJobsAsync();
        var settings = await infrastructure.CreateSettingsAsync("paymentdb");
        settings["services:jobs:http:0"] = jobs.Urls.Single();
        foreach (var (name, value) in more)
        {
            settings[name] = value;
        }

        var service = new PaymentService(new ServiceHost<Program>(identity, settings), jobs, identity,
            [.. settings.Where(setting => setting.Key.StartsWith("ConnectionStrings:", StringComparison.Ordinal)).Select(setting => (setting.Key, setting.Value!))]);
        await service.Host.Services.GetRequiredService<IBusControl>().WaitForHealthStatus(BusHealthStatus.Healthy, TimeSpan.FromSeconds(30));
        return service;
    }

    /// <summary>Says what JobManagement is to answer for a job.</summary>
    public static Guid Bill(Guid user, int local, int cloud = 0, string status = "ready", Guid? job = null)
    {
        var id = job ?? Guid.CreateVersion7();
        Bills[id] = new JobBilling(id, user, status,
            [new AcceptedGroup("spelling", "local", false, local), new AcceptedGroup("style", "openai", true, cloud)], local + cloud);
        return id;
    }

    /// <summary>On a connection of the service's own, which sees everybody's rows.</summary>
    public async Task<T> InDatabaseAsync<T>(Func<PaymentDbContext, Task<T>> work)
    {
        await using var scope = Host.Services.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<PaymentDbContext>());
    }

    /// <summary>Opens a payment's checkout in a browser and pays there.</summary>
    public async Task PayTestCheckoutAsync(JsonElement payment)
    {
        using var handler = new HttpClientHandler { AllowAutoRedirect = false };
        using var browser = new HttpClient(handler) { BaseAddress = Host.Anonymous().BaseAddress };
        using var form = new FormUrlEncodedContent([new("outcome", "pay")]);
        using var answer = await browser.PostAsync(payment.GetProperty("checkoutUrl").GetString(), form);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        await jobs.DisposeAsync();
        await identity.DisposeAsync();
    }

    /// <param name="billed">Runs before a bill is given.</param>
    public static async Task<WebApplication> StartJobsAsync(Func<Task>? billed = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.ConfigureHttpJsonOptions(json => ApiJson.Configure(json.SerializerOptions));
        var app = builder.Build();
        app.MapGet("/internal/jobs/{id:guid}/billing", async (Guid id, HttpRequest request) =>
        {
            await (billed?.Invoke() ?? Task.CompletedTask);
            return request.Headers.Authorization.Count == 0 ? Results.Unauthorized()
                : Bills.TryGetValue(id, out var bill) ? Results.Ok(bill) : Results.NotFound();
        });
        await app.StartAsync();
        return app;
    }
}
