using System.Text;
using MassTransit;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using RabbitMQ.Client;
using SwipeReview.Delivery.Reports;
using SwipeReview.Documents;
using SwipeReview.ServiceDefaults.Auth;
using SwipeReview.Testing;

namespace SwipeReview.Delivery.Tests.Support;

/// <summary>Delivery on its real host, over real servers, with its neighbours beside it; one for each class of tests.</summary>
public sealed class DeliveryApp(Infrastructure infrastructure) : IAsyncLifetime
{
    private TestIdentity? identity;
    private Host? host;
    private string broker = "";

    public const string Text = "This is alot of text.\nIt has to lines.\n";
    public const string TextReviewed = "This is a lot of text.\nIt has two lines.\n";

    /// <summary>When the first change of each job was accepted; the next ones a second later each.</summary>
    public static readonly DateTimeOffset DecidedAt = new(2026, 3, 4, 5, 6, 7, TimeSpan.Zero);

    public Neighbours Neighbours { get; private set; } = null!;

    public MovableClock Clock { get; } = new();

    public void Name(Guid userId, string name) => identity!.Names[userId] = name;

    /// <summary>The installation's signature over whatever a test makes up.</summary>
    public string Sign(byte[] payload) => identity!.SignReceipt(payload);

    public IPublishedKeys PublishedKeys() => host!.Services.GetRequiredService<IPublishedKeys>();

    /// <summary>Nobody can read them until the result is disposed.</summary>
    public IDisposable WithoutKeys()
    {
        identity!.KeysAreAway = true;
        return new Return(() => identity.KeysAreAway = false);
    }

    /// <summary>The font is nowhere until the result is disposed.</summary>
    public IDisposable WithoutFonts()
    {
        var options = host!.Services.GetRequiredService<IOptions<ReportOptions>>().Value;
        var folder = options.FontFolder;
        options.FontFolder = "/nowhere";
        return new Return(() => options.FontFolder = folder);
    }

    public string UserToken(Guid userId) => identity!.UserToken(userId);

    public HttpClient WithToken(string token) => host!.WithToken(token);

    /// <summary>Sends bytes that nobody could consume to where such end.</summary>
    public async Task DieAsync(string body)
    {
        await using var connection = await new ConnectionFactory { Uri = new Uri(broker) }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        await channel.BasicPublishAsync("", "delivery_error", Encoding.UTF8.GetBytes(body));
    }

    /// <summary>What waits for an operator.</summary>
    public async Task<string> DeadLettersAsync()
    {
        using var admin = host!.As(Guid.CreateVersion7(), isAdmin: true);
        return await admin.GetStringAsync("/api/v1/admin/queues/delivery/dead-letters");
    }

    public IBus Bus => host!.Services.GetRequiredService<IBus>();

    public HttpClient As(Guid userId) => host!.As(userId);

    public HttpClient AsService() => host!.AsService("jobs");

    public HttpClient Anonymous() => host!.Anonymous();

    public async ValueTask InitializeAsync()
    {
        identity = await TestIdentity.StartAsync();
        Neighbours = await Neighbours.StartAsync();
        var settings = await infrastructure.CreateSettingsAsync("deliverydb");
        broker = settings["ConnectionStrings:rabbitmq"]!;
        host = new Host(identity, new Dictionary<string, string?>(settings, StringComparer.Ordinal)
        {
            ["services:jobs:http:0"] = Neighbours.Address,
            ["services:payment:http:0"] = Neighbours.Address,
            ["services:storage:http:0"] = Neighbours.Address,
            ["Delivery:Links:SigningKey"] = "a-signing-key-that-only-these-tests-know",
        }, Clock);
        host.StartServer();
        // What is published before the queues are bound is heard by nobody.
        await host.Services.GetRequiredService<IBusControl>().WaitForHealthStatus(BusHealthStatus.Healthy, TimeSpan.FromSeconds(20));
    }

    /// <summary>A job that is ready, with both its changes accepted; settled unless told otherwise.</summary>
    public Guid AddJob(Guid userId, string fileName = "letter.txt", bool isSettled = true) =>
        AddJob(userId, fileName, FileTypes.PlainText, Encoding.UTF8.GetBytes(Text), [("alot", "a lot"), ("to lines", "two lines")], isSettled);

    public Guid AddJob(Guid userId, string fileName, string contentType, byte[] original, (string Original, string Replacement)[] accepted, bool isSettled = true)
    {
        using var document = Document.Open(new MemoryStream(original), contentType);
        var changes = accepted.Select((one, index) =>
        {
            var block = document.Blocks.First(block => block.Text.Contains(one.Original, StringComparison.Ordinal));
            var start = block.Text.IndexOf(one.Original, StringComparison.Ordinal);
            return new FakeChange(Guid.CreateVersion7(), block.Id, start, start + one.Original.Length, one.Original, one.Replacement, "spelling", "local", DecidedAt.AddSeconds(index));
        }).ToArray();
        var (jobId, fileId) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        Neighbours.Files[fileId] = original;
        Neighbours.Jobs[jobId] = new FakeJob(userId, fileId, fileName, contentType, changes);
        if (isSettled)
        {
            Neighbours.Settled[jobId] = changes.Length;
        }

        return jobId;
    }

    public async ValueTask DisposeAsync()
    {
        await host!.DisposeAsync();
        await Neighbours.DisposeAsync();
        await identity!.DisposeAsync();
    }

    private sealed class Return(Action back) : IDisposable
    {
        public void Dispose() => back();
    }

    private sealed class Host(TestIdentity identity, IReadOnlyDictionary<string, string?> settings, TimeProvider clock)
        : ServiceHost<Program>(identity, settings)
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.ConfigureServices(services => services.Replace(ServiceDescriptor.Singleton(clock)));
        }
    }
}
