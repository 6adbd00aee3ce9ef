using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using MassTransit;
using Microsoft.AspNetCore.Builder;
using Npgsql;
using SwipeReview.Contracts.Payment;
using SwipeReview.Testing;
using SwipeReview.Testing.Stripe;

namespace SwipeReview.Payment.Tests.Kill;

/// <summary>The real process, all that it talks to, and the means to stop it between any two of its steps.</summary>
public sealed class KillLab(Infrastructure infrastructure) : IAsyncLifetime
{
    private readonly ConcurrentQueue<(Guid Message, PaymentSettled Settled)> announced = new();
    private TestIdentity identity = null!;
    private WebApplication jobs = null!;
    private PaymentProcess process = null!;
    private NpgsqlDataSource database = null!;
    private IBusControl bus = null!;

    public StripeStub Stripe { get; private set; } = null!;

    public Guid UserId { get; } = Guid.CreateVersion7();

    /// <summary>Runs when JobManagement is asked for the bill.</summary>
    public Func<Task> Billed { get; set; } = () => Task.CompletedTask;

    public async ValueTask InitializeAsync()
    {
        (identity, Stripe) = (await TestIdentity.StartAsync(), await StripeStub.StartAsync());
        jobs = await PaymentService.StartJobsAsync(() => Billed());
        var settings = await infrastructure.CreateSettingsAsync("paymentdb");
        settings["services:jobs:http:0"] = jobs.Urls.Single();
        settings["services:identity:http:0"] = identity.Address;
        settings["ServiceAuth:ClientId"] = "payment";
        settings["ServiceAuth:ClientSecret"] = "a-secret-of-this-run";
        (string Name, string Value)[] own = [("Payment:Prices:FreeChangesPerMonth", "0"), ("Payment:Reconciler:Interval", "00:00:00.3"), ("Payment:Reconciler:Grace", "00:00:00")];
        foreach (var (name, value) in Stripe.Settings().Concat(own))
        {
            settings[name] = value;
        }

        database = NpgsqlDataSource.Create(settings["ConnectionStrings:paymentdb"]!);
        bus = Bus.Factory.CreateUsingRabbitMq(rabbit =>
        {
            rabbit.Host(new Uri(settings["ConnectionStrings:rabbitmq"]!));
            rabbit.ReceiveEndpoint("witness", queue => queue.Handler<PaymentSettled>(context =>
            {
                announced.Enqueue((context.MessageId!.Value, context.Message));
                return Task.CompletedTask;
            }));
        });
        await bus.StartAsync();
        process = new PaymentProcess(settings);
        await process.StartAsync();
    }

    public HttpClient As(string token)
    {
        var http = new HttpClient { BaseAddress = process.Address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return http;
    }

    public HttpClient Person() => As(identity.UserToken(UserId));

    public HttpClient Admin() => As(identity.UserToken(Guid.CreateVersion7(), isAdmin: true));

    public HttpClient Internet() => new() { BaseAddress = process.Address };

    /// <summary>Nothing goes wrong any more.</summary>
    public void Calm()
    {
        Billed = () => Task.CompletedTask;
        (Stripe.Arrived, Stripe.Done, Stripe.Fault) = (_ => Task.CompletedTask, _ => Task.CompletedTask, _ => StripeFault.None);
    }

    public Task KillAsync() => process.KillAsync();

    public bool IsDead => process.IsDead;

    public Task StartAgainAsync() => process.StartAsync();

    /// <summary>The ids under which the settlement of a job was announced; a repetition has the same one.</summary>
    public IReadOnlyList<Guid> Announcements(Guid job) => [.. announced.Where(one => one.Settled.JobId == job).Select(one => one.Message).Distinct()];

    /// <summary>The first column of the first row.</summary>
    public async Task<T?> AskAsync<T>(string sql, params object[] values)
    {
        await using var connection = await OpenAsync();
        await using var command = Command(connection, sql, values);
        return await command.ExecuteScalarAsync() is T value ? value : default;
    }

    public async Task HappensAsync(string sql, params object[] values) =>
        await Eventually.BeTrueAsync(() => AskAsync<bool>($"select exists ({sql})", values), sql, TimeSpan.FromSeconds(40));

    /// <summary>Holds locks until it is disposed of, so that who needs them stands still before its commit.</summary>
    public async Task<NpgsqlConnection> HoldAsync(string sql, params object[] values)
    {
        var connection = await OpenAsync();
        await using var begin = Command(connection, "begin", []);
        await begin.ExecuteNonQueryAsync();
        await using var command = Command(connection, sql, values);
        await command.ExecuteNonQueryAsync();
        return connection;
    }

    /// <summary>Somebody waits for a lock.</summary>
    public Task StandsStillAsync() => HappensAsync("select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'");

    /// <summary>Who waits for a lock gives up: a server goes on with a statement whose client is dead.</summary>
    public Task<long> EndWaitersAsync() =>
        AskAsync<long>("select count(pg_terminate_backend(pid)) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'");

    public async Task<JsonElement> LedgerAsync()
    {
        using var admin = Admin();
        return await admin.GetFromJsonAsync<JsonElement>("/api/v1/admin/ledger/check");
    }

    public async ValueTask DisposeAsync()
    {
        await process.DisposeAsync();
        await bus.StopAsync();
        await database.DisposeAsync();
        await jobs.DisposeAsync();
        await Stripe.DisposeAsync();
        await identity.DisposeAsync();
    }

    private async Task<NpgsqlConnection> OpenAsync()
    {
        var connection = await database.OpenConnectionAsync();
        await using var see = Command(connection, "select set_config('app.user_id', '*', false)", []);
        await see.ExecuteNonQueryAsync();
        return connection;
    }

    private static NpgsqlCommand Command(NpgsqlConnection connection, string sql, object[] values)
    {
        var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        return command;
    }
}
