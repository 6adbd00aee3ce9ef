namespace SwipeReview.Storage.Objects;

/// <summary>
/// A folder as an object store. An object appears by one rename, after its bytes are flushed, and before its folder is:
/// a power cut leaves all of it or nothing.
/// </summary>
internal sealed class FolderObjectStore : IObjectStore
{
    private readonly string root;

    public FolderObjectStore(string folder) => root = Directory.CreateDirectory(Path.Combine(folder, "objects")).FullName;

    public Task PutAsync(Guid key, IncomingFile file, string contentType, CancellationToken cancellationToken) => Task.Run(() =>
    {
        var path = PathOf(key);
        var folder = Path.GetDirectoryName(path)!;
        var isNew = !Directory.Exists(folder);
        Directory.CreateDirectory(folder);
        file.Content.Flush(flushToDisk: true);
        File.Move(file.Content.Name, path);
        DurableFolder.Flush(folder);
        if (isNew)
        {
            DurableFolder.Flush(Path.GetDirectoryName(folder)!);
            DurableFolder.Flush(root);
        }
    }, cancellationToken);

    public Task<Stream?> OpenAsync(Guid key, long size, CancellationToken cancellationToken)
    {
        try
        {
            return Task.FromResult<Stream?>(new FileStream(PathOf(key), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 64 * 1024, FileOptions.Asynchronous));
        }
        catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException)
        {
            return Task.FromResult<Stream?>(null);
        }
    }

    public Task DeleteAsync(Guid key, CancellationToken cancellationToken)
    {
        try
        {
            File.Delete(PathOf(key));
        }
        catch (DirectoryNotFoundException)
        {
            // nor is the object there, then
        }

        return Task.CompletedTask;
    }

    /// <summary>Two levels of 256 folders, from the end of the key: a version 7 id begins with the time and ends at random.</summary>
    private string PathOf(Guid key)
    {
        var name = key.ToString("N");
        return Path.Combine(root, name[^2..], name[^4..^2], name);
    }
}
