using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using SwipeReview.Benchmarks.Routing;
using SwipeReview.Testing;
using SwipeReview.Testing.Stripe;

namespace SwipeReview.Benchmarks.Payments;

/// <summary>Payment as a process of its own over real servers, with Stripe's stub and a JobManagement that bills 80 accepted changes for any job.</summary>
internal sealed class PaymentLab : IAsyncDisposable
{
    private static readonly ConcurrentDictionary<Guid, Guid> Owners = new(); // of jobs

    private readonly Infrastructure infrastructure;
    private readonly TestIdentity identity;
    private readonly WebApplication jobs;
    private readonly ServerProcess process;
    private readonly NpgsqlDataSource database;

    private PaymentLab(TestIdentity identity, WebApplication jobs, StripeStub stripe, ServerProcess process, NpgsqlDataSource database, Infrastructure infrastructure)
    {
        (this.identity, this.jobs, Stripe, this.process, this.database, this.infrastructure) = (identity, jobs, stripe, process, database, infrastructure);
    }

    public StripeStub Stripe { get; }

    public HttpClient Internet() => new() { BaseAddress = process.Address };

    public static async Task<PaymentLab> OpenAsync(CancellationToken cancellationToken)
    {
        var infrastructure = new Infrastructure();
        var (identity, stripe, jobs) = (await TestIdentity.StartAsync(), await StripeStub.StartAsync(), await StartJobsAsync());
        var settings = await infrastructure.CreateSettingsAsync("paymentdb");
        var environment = settings.ToDictionary(setting => Variable(setting.Key), setting => setting.Value!, StringComparer.Ordinal);
        foreach (var (name, value) in stripe.Settings())
        {
            environment[Variable(name)] = value;
        }

        environment["ASPNETCORE_URLS"] = "http://127.0.0.1:{port}";
        environment["Logging__LogLevel__Default"] = "Warning";
        environment["Payment__Prices__FreeChangesPerMonth"] = "0";
        environment["ServiceAuth__ClientId"] = "payment";
        environment["ServiceAuth__ClientSecret"] = "a-secret-of-this-run";
        environment["services__identity__http__0"] = identity.Address;
        environment["services__jobs__http__0"] = jobs.Urls.Single();
        var build = new DirectoryInfo(AppContext.BaseDirectory); // bin/Release/net10.0
        var folder = Path.Combine(Repository.Root, "services/Payment");
        var program = Path.Combine(folder, "bin", build.Parent!.Name, build.Name, "SwipeReview.Payment.dll");
        var process = await ServerProcess.StartAsync(["dotnet", program], folder, environment, "/health", cores: null, cancellationToken);
        return new PaymentLab(identity, jobs, stripe, process, NpgsqlDataSource.Create(settings["ConnectionStrings:paymentdb"]!), infrastructure);
    }

    /// <summary>A person pays for a job of their own on Stripe's page.</summary>
    public async Task PayAsync(CancellationToken cancellationToken)
    {
        using var person = new HttpClient { BaseAddress = process.Address };
        var (user, job) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        Owners[job] = user;
        person.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", identity.UserToken(user));
        using var answer = await person.PostAsJsonAsync("/api/v1/payments", new { jobId = job }, cancellationToken);
        answer.EnsureSuccessStatusCode();
        var payment = await answer.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
        Stripe.Books.Pay(payment.GetProperty("checkoutUrl").GetString()!.Split('/')[^1]);
    }

    public async Task<long> CountAsync(string what, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var see = new NpgsqlCommand("select set_config('app.user_id', '*', false)", connection);
        await see.ExecuteNonQueryAsync(cancellationToken);
        await using var count = new NpgsqlCommand($"select count(*) from {what}", connection);
        return (long)(await count.ExecuteScalarAsync(cancellationToken))!;
    }

    public async ValueTask DisposeAsync()
    {
        await process.DisposeAsync();
        await database.DisposeAsync();
        await jobs.DisposeAsync();
        await Stripe.DisposeAsync();
        await identity.DisposeAsync();
        await infrastructure.DisposeAsync();
    }

    private static string Variable(string setting) => setting.Replace(":", "__", StringComparison.Ordinal);

    private static async Task<WebApplication> StartJobsAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.MapGet("/internal/jobs/{id:guid}/billing", (Guid id) => new
        {
            jobId = id,
            userId = Owners.GetValueOrDefault(id),
            status = "ready",
            accepted = new[] { new { category = "spelling", provider = "local", leftMachine = false, count = 80 } },
            acceptedTotal = 80,
        });
        await app.StartAsync();
        return app;
    }
}
