namespace SwipeReview.NativeServers;

/// <summary>Processes of one machine take turns: holding the open file is holding the turn, so a killed holder gives it back.</summary>
internal sealed class FileTurn : IAsyncDisposable
{
    private readonly FileStream file;

    private FileTurn(FileStream file) => this.file = file;

    public static async Task<FileTurn> TakeAsync(string name, CancellationToken cancellationToken)
    {
        var path = Path.Combine(Path.GetTempPath(), $"swipereview-{Environment.UserName}-{name}.lock");
        while (true)
        {
            try
            {
                return new FileTurn(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
            }
            catch (IOException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(250), cancellationToken);
            }
        }
    }

    public ValueTask DisposeAsync() => file.DisposeAsync();
}
