using System.Net;

namespace SwipeReview.AppHost.Tests.Dashboard;

/// <summary>A request body that sends what it has and then stays open until <see cref="Close"/>.</summary>
internal sealed class OpenBody(byte[] start) : HttpContent
{
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Close() => _closed.SetResult();

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        await stream.WriteAsync(start);
        await stream.FlushAsync(); // until then HttpClient sends not even the headers
        await _closed.Task;
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
