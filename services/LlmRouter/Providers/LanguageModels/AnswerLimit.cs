namespace SwipeReview.LlmRouter.Providers.LanguageModels;

/// <summary>An answer is longer than anything that we ask for.</summary>
internal sealed class AnswerTooLongException(long bytes) : IOException($"The answer is longer than {bytes / (1024 * 1024)} MB.");

/// <summary>Stops reading answers that do not end: a vendor's fault must not become our memory.</summary>
/// <param name="tokens">Most tokens of an answer.</param>
internal sealed class AnswerLimit(int tokens) : DelegatingHandler
{
    // Each token may come in a JSON object of its own.
    private const int BytesPerToken = 512;
    private const long Least = 4 * 1024 * 1024;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var answer = await base.SendAsync(request, cancellationToken);
        var limited = new StreamContent(new Limited(await answer.Content.ReadAsStreamAsync(cancellationToken), Math.Max(Least, (long)tokens * BytesPerToken)));
        foreach (var (name, values) in answer.Content.Headers)
        {
            limited.Headers.TryAddWithoutValidation(name, values);
        }

        answer.Content = limited;
        return answer;
    }

    private sealed class Limited(Stream inner, long most) : Stream
    {
        private long soFar;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count) => Count(inner.Read(buffer, offset, count));

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            Count(await inner.ReadAsync(buffer, cancellationToken));

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                inner.Dispose();
            }

            base.Dispose(disposing);
        }

        private int Count(int read) => (soFar += read) <= most ? read : throw new AnswerTooLongException(most);
    }
}
