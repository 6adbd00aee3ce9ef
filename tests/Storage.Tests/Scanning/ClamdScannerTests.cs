using System.Net;
using System.Text;
using SwipeReview.Contracts.Storage;
using SwipeReview.Storage.Tests.Support;
using SwipeReview.Testing;

namespace SwipeReview.Storage.Tests.Scanning;

public sealed class ClamdScannerTests(Infrastructure infrastructure) : IAsyncLifetime
{
    private readonly FakeClamd clamd = new();
    private readonly StorageApp app = new(infrastructure);

    public async ValueTask InitializeAsync()
    {
        app.Settings["Storage:Scan:ClamdHost"] = "127.0.0.1";
        app.Settings["Storage:Scan:ClamdPort"] = $"{clamd.Port}";
        await app.InitializeAsync();
    }

    [Fact]
    public async Task An_infected_file_is_refused_a_clean_one_is_taken_and_without_a_scanner_none_is()
    {
        var rejected = await app.TapAsync<FileRejected>();
        var user = Guid.CreateVersion7();
        var client = app.As(user);

        await client.UploadAsync(Api.Hello);
        using var infected = await client.PostFileAsync(Encoding.ASCII.GetBytes(new string('x', 200_000) + " EICAR " + new string('x', 200_000)));
        clamd.Dispose();
        using var unscanned = await client.PostFileAsync(Api.Hello);

        var error = await infected.ShouldFailAsync(HttpStatusCode.BadRequest, "VALIDATION_ERROR");
        Assert.Equal("Eicar-Test-Signature", error.GetProperty("details").GetProperty("threat").GetString());
        await unscanned.ShouldFailAsync(HttpStatusCode.ServiceUnavailable, "UNAVAILABLE");
        Assert.Single(app.StoredBytes);
        await rejected.GetAsync(one => one.UserId == user);
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        clamd.Dispose();
    }
}
