using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace SwipeReview.JobManagement.Tests.Support;

/// <summary>Storage's internal routes on a port of their own, over files that tests make up.</summary>
public sealed class FakeStorage : IAsyncDisposable
{
    private readonly ConcurrentDictionary<Guid, (Guid OwnerId, string Name, string ContentType, string Status, byte[] Bytes)> files = new();
    private readonly WebApplication app;

    private FakeStorage()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        app = builder.Build();
        app.MapGet("/internal/files/{id:guid}", (Guid id) => files.TryGetValue(id, out var file)
            ? Results.Ok(new
            {
                id, file.OwnerId, file.Name, Size = file.Bytes.Length, file.ContentType, Sha256 = "", file.Status, CreatedAt = TimeProvider.System.GetUtcNow(),
            })
            : Results.NotFound());
        app.MapGet("/internal/files/{id:guid}/content", (Guid id) => files.TryGetValue(id, out var file)
            ? Results.Bytes(file.Bytes, file.ContentType, enableRangeProcessing: true)
            : Results.NotFound());
    }

    public string Address => app.Urls.Single();

    public static async Task<FakeStorage> StartAsync()
    {
        var storage = new FakeStorage();
        await storage.app.StartAsync();
        return storage;
    }

    public Guid Put(Guid ownerId, string text, string name = "letter.txt", string contentType = "text/plain", string status = "ready") =>
        Put(ownerId, Encoding.UTF8.GetBytes(text), name, contentType, status);

    public Guid Put(Guid ownerId, byte[] bytes, string name, string contentType, string status = "ready")
    {
        var id = Guid.CreateVersion7();
        files[id] = (ownerId, name, contentType, status, bytes);
        return id;
    }

    public byte[] Read(Guid id) => files[id].Bytes;

    public void Delete(Guid id) => files.TryRemove(id, out _);

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
