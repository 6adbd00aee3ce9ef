using System.Net;
using System.Net.Http.Json;
using SwipeReview.JobManagement.Work;
using SwipeReview.ServiceDefaults.Api;

namespace SwipeReview.JobManagement.Jobs;

/// <summary>A file as Storage describes it.</summary>
internal sealed record SourceFile(Guid Id, Guid OwnerId, string Name, long Size, string ContentType, string Status);

internal sealed class StorageClient(HttpClient http)
{
    /// <summary>Null when it is unknown or deleted.</summary>
    public async Task<SourceFile?> FindAsync(Guid fileId, CancellationToken cancellationToken)
    {
        using var answer = await http.GetAsync($"/internal/files/{fileId}", cancellationToken);
        if (answer.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }

        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadFromJsonAsync<SourceFile>(ApiJson.Options, cancellationToken);
    }

    /// <summary>The bytes, as a file of this process that vanishes with it: unlinked as soon as it is open.</summary>
    /// <exception cref="WorkRefusedException">The file was deleted meanwhile.</exception>
    public async Task<FileStream> DownloadAsync(Guid fileId, CancellationToken cancellationToken)
    {
        using var answer = await http.GetAsync($"/internal/files/{fileId}/content", HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        if (answer.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Gone)
        {
            throw new WorkRefusedException("GONE", "The file was deleted before it could be read.");
        }

        answer.EnsureSuccessStatusCode();
        var path = Path.Combine(Path.GetTempPath(), $"swipereview-{Guid.CreateVersion7():n}");
        var file = new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Delete, 64 * 1024, FileOptions.Asynchronous);
        try
        {
            File.Delete(path);
            await answer.Content.CopyToAsync(file, cancellationToken);
            file.Position = 0;
            return file;
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }
}
