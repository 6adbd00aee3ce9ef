namespace SwipeReview.Storage.Objects;

/// <summary>Bytes that have arrived, counted and hashed, and are not stored yet. Its file goes with it unless a store took it.</summary>
internal sealed class IncomingFile(FileStream content, long limit) : IAsyncDisposable
{
    /// <summary>Seekable; at an unspecified position.</summary>
    public FileStream Content => content;

    /// <summary>In bytes; of what was sent, also where that was too much to be kept.</summary>
    public long Size { get; set; }

    /// <summary>False when the sender was cut off: <see cref="Size"/> is then only where the counting stopped.</summary>
    public bool IsWhole { get; set; } = true;

    public bool IsTooLarge => Size > limit;

    /// <summary>Lower-case hex; empty for a part of something larger.</summary>
    public string Sha256 { get; set; } = "";

    public async ValueTask DisposeAsync()
    {
        await content.DisposeAsync();
        File.Delete(content.Name);
    }
}
