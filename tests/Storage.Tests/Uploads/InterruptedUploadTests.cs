using System.Net;
using System.Net.Sockets;
using System.Text;
using SwipeReview.Contracts.Storage;
using SwipeReview.Storage.Tests.Support;
using SwipeReview.Testing;

namespace SwipeReview.Storage.Tests.Uploads;

/// <summary>Connections that are cut anywhere and processes that die at any moment: what was acknowledged stays, and the file is the one that was sent.</summary>
public sealed class InterruptedUploadTests(StorageApp app) : IClassFixture<StorageApp>
{
    private const int Chunk = 512 * 1024;
    private static readonly int Files = Setting("UPLOADS_FILES", 4);
    private static readonly int Cuts = Setting("UPLOADS_CUTS", 5);
    private static readonly int Kills = Setting("UPLOADS_KILLS", 4);
    private readonly Guid user = Guid.CreateVersion7();
    private readonly Random random = new(20261120);

    [Fact]
    public async Task What_arrived_before_a_cut_need_not_be_sent_again()
    {
        var client = app.As(user);
        var bytes = Tus.Text(2_000_000);
        var upload = await client.BeginAsync(bytes.Length);

        await CutAsync(app.Address, upload, 0, bytes, 1_000_000);

        await Eventually.BeTrueAsync(async () => await client.OffsetAsync(upload) is > 0 and <= 1_000_000, "the bytes before the cut");
        var offset = (int)await client.OffsetAsync(upload);
        using var rest = await client.PatchAsync(upload, offset, bytes[offset..]);
        Assert.Equal(Tus.Hash(bytes), (await client.GetFileAsync(rest.FileId())).Sha256);
    }

    [Fact]
    public async Task Bytes_before_a_cut_are_not_kept_when_a_checksum_was_to_hold_for_all()
    {
        var client = app.As(user);
        var bytes = Tus.Text(100_000);
        var upload = await client.BeginAsync(bytes.Length);
        var killed = Incoming(); // what a server that was killed has left is swept later

        await CutAsync(app.Address, upload, 0, bytes, 50_000, $"Upload-Checksum: sha256 {Convert.ToBase64String(Convert.FromHexString(Tus.Hash(bytes)))}\r\n");

        await Eventually.BeTrueAsync(() => Task.FromResult(Incoming().IsSubsetOf(killed)), "the end of the request");
        Assert.Equal(0, await client.OffsetAsync(upload));

        HashSet<string> Incoming() => [.. app.StoredBytes.Where(file => file.Directory!.Name == "incoming").Select(file => file.FullName)];
    }

    [Fact]
    public async Task Files_survive_random_cuts()
    {
        var stored = await app.TapAsync<FileStored>();
        var files = await Task.WhenAll(Enumerable.Range(1, Files).Select(async seed =>
        {
            var bytes = Tus.Text(3_000_000, seed);
            return (Tus.Hash(bytes), File: await SendThroughCutsAsync(bytes, Cuts, new Random(seed)));
        }));

        foreach (var (hash, file) in files)
        {
            Assert.Equal(hash, file.Sha256);
            await stored.GetAsync(one => one.FileId == file.Id);
        }

        Assert.Equal(Files, stored.Seen.Count(one => one.UserId == user));
    }

    [Fact]
    public async Task Files_survive_the_death_of_their_server()
    {
        var stored = await app.TapAsync<FileStored>();
        await using var server = new StorageProcess(app);
        var bytes = Tus.Text(Kills * 1_000_000);
        await server.StartAsync();
        using var client = server.As(user);
        var upload = await client.BeginAsync(bytes.Length);
        var (acknowledged, sent, kills) = (0L, 0L, 0);
        while (acknowledged < bytes.Length)
        {
            var chunk = bytes.AsMemory((int)acknowledged, (int)Math.Min(Chunk, bytes.Length - acknowledged)).ToArray();
            var patch = client.PatchAsync(upload, acknowledged, chunk);
            if (kills < Kills && acknowledged >= kills * 1_000_000)
            {
                kills++;
                await Task.Delay(random.Next(0, 30));
                await server.KillAsync();
                await server.StartAsync();
            }

            sent += chunk.Length;
            var durable = await AcknowledgedAsync(patch) ?? acknowledged;
            acknowledged = await ReliablyAsync(() => client.OffsetAsync(upload));
            Assert.True(acknowledged >= durable, $"{durable} bytes were acknowledged and {acknowledged} are there.");
        }

        using var done = await client.HeadAsync(upload);
        Assert.Equal(Kills, kills);
        Assert.InRange(sent - bytes.Length, 0, kills * Chunk);
        Assert.Equal(Tus.Hash(bytes), (await client.GetFileAsync(done.FileId())).Sha256);
        await stored.GetAsync(one => one.FileId == done.FileId());
        Assert.Single(stored.Seen, one => one.UserId == user);
        Assert.Equal(1, await app.CountAsync($"files where user_id = '{user}'"));
    }

    [Fact]
    public async Task Another_instance_goes_on_where_the_first_one_was()
    {
        await using var server = new StorageProcess(app);
        await server.StartAsync();
        using var there = server.As(user);
        var here = app.As(user);
        var bytes = Tus.Text(900);
        var upload = await here.BeginAsync(bytes.Length);

        using var first = await here.PatchAsync(upload, 0, bytes[..300]);
        using var second = await there.PatchAsync(upload, 300, bytes[300..600]);
        using var third = await here.PatchAsync(upload, 600, bytes[600..]);

        Assert.Equal(Tus.Hash(bytes), (await there.GetFileAsync(third.FileId())).Sha256);
    }

    /// <summary>How much of it: the usual run takes seconds, the README has a command for more.</summary>
    private static int Setting(string name, int usual) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : usual;

    private async Task<FileAnswer> SendThroughCutsAsync(byte[] bytes, int cuts, Random places)
    {
        var client = app.As(user);
        var upload = await client.BeginAsync(bytes.Length);
        for (var cut = 0; cut < cuts; cut++)
        {
            var from = await client.OffsetAsync(upload);
            await CutAsync(app.Address, upload, from, bytes, places.Next(1, bytes.Length / (cuts + 1)));
        }

        while (true)
        {
            // The server may still be storing what it had when the last cut came: it refuses one of the two, and is asked again.
            var from = (int)await client.OffsetAsync(upload);
            using var rest = await client.PatchAsync(upload, from, bytes[from..]);
            if (rest.StatusCode == HttpStatusCode.NoContent)
            {
                return await client.GetFileAsync(rest.FileId());
            }

            await rest.ShouldFailAsync(HttpStatusCode.Conflict, "CONFLICT");
        }
    }

    /// <summary>Promises all that is left, sends <paramref name="count"/> bytes of it, and resets the connection.</summary>
    private async Task CutAsync(Uri server, string upload, long offset, byte[] bytes, int count, string headers = "")
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(server.Host, server.Port);
        await socket.GetStream().WriteAsync(Encoding.ASCII.GetBytes(
            $"PATCH {upload} HTTP/1.1\r\nHost: storage\r\nAuthorization: Bearer {app.TokenOf(user)}\r\nTus-Resumable: 1.0.0\r\n{headers}" +
            $"Content-Type: application/offset+octet-stream\r\nUpload-Offset: {offset}\r\nContent-Length: {bytes.Length - offset}\r\n\r\n"));
        await socket.GetStream().WriteAsync(bytes.AsMemory((int)offset, (int)Math.Min(count, bytes.Length - offset)));
        await Task.Delay(random.Next(0, 50));
        socket.Client.LingerState = new LingerOption(enable: true, seconds: 0);
    }

    private static async Task<long?> AcknowledgedAsync(Task<HttpResponseMessage> patch)
    {
        try
        {
            using var answer = await patch;
            return answer.StatusCode == HttpStatusCode.NoContent ? answer.Offset() : null;
        }
        catch (HttpRequestException)
        {
            return null; // it died before it could answer
        }
    }

    private static async Task<T> ReliablyAsync<T>(Func<Task<T>> ask)
    {
        try
        {
            return await ask();
        }
        catch (HttpRequestException)
        {
            return await ask(); // the pool still held a connection to the one that was killed
        }
    }
}
