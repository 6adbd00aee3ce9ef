using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using SwipeReview.Delivery.Artifacts;
using SwipeReview.ServiceDefaults.Api;

namespace SwipeReview.Delivery.Upstream;

/// <summary>Storage: bytes only ever pass through as streams.</summary>
internal sealed class StorageClient(HttpClient http)
{
    /// <summary>Copies a file; leaves <paramref name="target"/> at its start. False when Storage has it no more.</summary>
    public async Task<bool> TryReadAsync(Guid fileId, Stream target, CancellationToken cancellationToken)
    {
        using var answer = await OpenAsync(fileId, _ => { }, cancellationToken);
        if (answer.StatusCode == HttpStatusCode.NotFound)
        {
            return false;
        }

        answer.EnsureSuccessStatusCode();
        await answer.Content.CopyToAsync(target, cancellationToken);
        target.Position = 0;
        return true;
    }

    /// <summary>The answer as soon as its headers are there, whatever its status; the caller streams the rest.</summary>
    public async Task<HttpResponseMessage> OpenAsync(Guid fileId, Action<HttpRequestHeaders> ask, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/internal/files/{fileId}/content");
        ask(request.Headers);
        return await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
    }

    /// <summary>The artifact's id is the file's: sent twice, it is stored once.</summary>
    public async Task<FileFacts> PutArtifactAsync(Artifact artifact, Stream content, CancellationToken cancellationToken)
    {
        content.Position = 0;
        using var body = new StreamContent(content);
        using var answer = await http.PutAsync(
            $"/internal/artifacts/{artifact.Id}?ownerId={artifact.UserId}&name={Uri.EscapeDataString(artifact.Name)}&contentType={Uri.EscapeDataString(artifact.ContentType)}",
            body, cancellationToken);
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadFromJsonAsync<FileFacts>(ApiJson.Options, cancellationToken)
            ?? throw new HttpRequestException("Storage answered without a file.");
    }
}

internal sealed record FileFacts(Guid Id, long Size, string Sha256);
