using System.Threading.Channels;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>The last lines of one console, with numbers, for any number of readers.</summary>
internal sealed class ConsoleLog : IAsyncEnumerable<IReadOnlyList<LogLine>>
{
    private const int Kept = 2_000;

    private readonly Lock _gate = new();
    private readonly Queue<LogLine> _lines = new();
    private readonly List<Channel<LogLine>> _watchers = [];
    private int _lastNumber;

    public void Append(string content, bool isErrorMessage)
    {
        lock (_gate)
        {
            var line = new LogLine(++_lastNumber, content, isErrorMessage);
            _lines.Enqueue(line);
            if (_lines.Count > Kept)
                _lines.Dequeue();
            foreach (var watcher in _watchers)
                watcher.Writer.TryWrite(line);
        }
    }

    public IReadOnlyList<LogLine> Lines()
    {
        lock (_gate)
            return [.. _lines];
    }

    public async IAsyncEnumerator<IReadOnlyList<LogLine>> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        var channel = Channel.CreateBounded<LogLine>(new BoundedChannelOptions(Kept) { FullMode = BoundedChannelFullMode.DropOldest });
        LogLine[] backlog;
        lock (_gate)
        {
            backlog = [.. _lines];
            _watchers.Add(channel);
        }

        try
        {
            if (backlog.Length > 0)
                yield return backlog;

            while (await channel.Reader.WaitToReadAsync(cancellationToken))
            {
                var batch = new List<LogLine>();
                while (channel.Reader.TryRead(out var line))
                    batch.Add(line);
                yield return batch;
            }
        }
        finally
        {
            lock (_gate)
                _watchers.Remove(channel);
        }
    }
}
