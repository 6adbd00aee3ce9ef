using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Runtime.CompilerServices;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Aspire.Hosting.Dcp;

/// <summary>Speaks with the engine over its Kubernetes-shaped API.</summary>
internal sealed class DcpClient : IDisposable
{
    public const string Group = "usvc-dev.developer.microsoft.com";
    public const string Version = "v1";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };
    private static readonly MediaTypeHeaderValue MergePatch = new("application/merge-patch+json");

    private readonly HttpClient _http;

    public DcpClient(Kubeconfig kubeconfig)
    {
        var trustOnlyTheEngine = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        trustOnlyTheEngine.CustomTrustStore.Add(kubeconfig.Authority);
        _http = new HttpClient(new SocketsHttpHandler { UseProxy = false, SslOptions = { CertificateChainPolicy = trustOnlyTheEngine } })
        {
            BaseAddress = new Uri(kubeconfig.Server, $"/apis/{Group}/{Version}/"),
            DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", kubeconfig.Token) },
            Timeout = Timeout.InfiniteTimeSpan, // watches and logs stay open
        };
    }

    /// <param name="kind">In the plural, as in the path: <c>executables</c>.</param>
    public async Task CreateAsync<TObject>(string kind, TObject wanted, CancellationToken cancellationToken)
    {
        using var response = await _http.PostAsJsonAsync(kind, wanted, Json, cancellationToken);
        await ThrowOnRefusalAsync(response, cancellationToken);
    }

    public async Task<TObject?> GetAsync<TObject>(string kind, string name, CancellationToken cancellationToken) where TObject : class
    {
        using var response = await _http.GetAsync(Address(kind, name), cancellationToken);
        if (response.StatusCode == HttpStatusCode.NotFound)
            return null;

        await ThrowOnRefusalAsync(response, cancellationToken);
        return await response.Content.ReadFromJsonAsync<TObject>(Json, cancellationToken);
    }

    /// <summary>Asks a process to end, by force after some seconds; the object stays, to tell how it ended.</summary>
    public async Task StopAsync(string kind, string name, CancellationToken cancellationToken)
    {
        using var patch = JsonContent.Create(new { spec = new { stop = true } }, MergePatch, Json);
        using var response = await _http.PatchAsync(Address(kind, name), patch, cancellationToken);
        await ThrowOnRefusalAsync(response, cancellationToken);
    }

    /// <summary>Ends the process, if any, and forgets it; returns when it is gone.</summary>
    public async Task DeleteAsync(string kind, string name, CancellationToken cancellationToken)
    {
        using (var response = await _http.DeleteAsync(Address(kind, name), cancellationToken))
        {
            if (response.StatusCode == HttpStatusCode.NotFound)
                return;
            await ThrowOnRefusalAsync(response, cancellationToken);
        }

        while (await GetAsync<DcpObject<object, object>>(kind, name, cancellationToken) is not null)
            await Task.Delay(TimeSpan.FromMilliseconds(100), cancellationToken);
    }

    /// <summary>The objects of a kind, then every change to one. Ends when the engine does.</summary>
    public async IAsyncEnumerable<DcpWatchEvent<TObject>> WatchAsync<TObject>(string kind, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var line in ReadLinesAsync($"{kind}?watch=true", cancellationToken))
            yield return JsonSerializer.Deserialize<DcpWatchEvent<TObject>>(line, Json)!;
    }

    /// <param name="source"><c>stdout</c> or <c>stderr</c>.</param>
    public IAsyncEnumerable<string> FollowLogAsync(string kind, string name, string source, CancellationToken cancellationToken) =>
        ReadLinesAsync($"{kind}/{name}/log?source={source}&follow=true", cancellationToken);

    /// <summary>Tells the engine to end everything that it runs, and then itself.</summary>
    public async Task ShutDownAsync(CancellationToken cancellationToken)
    {
        using var patch = JsonContent.Create(new { status = "Stopping", shutdownResourceCleanup = "Full" }, MergePatch, Json);
        using var response = await _http.PatchAsync(new Uri("/admin/execution", UriKind.Relative), patch, cancellationToken);
        await ThrowOnRefusalAsync(response, cancellationToken);
    }

    public void Dispose() => _http.Dispose();

    private static Uri Address(string kind, string name) => new($"{kind}/{name}", UriKind.Relative);

    private async IAsyncEnumerable<string> ReadLinesAsync(string address, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var response = await _http.GetAsync(new Uri(address, UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        await ThrowOnRefusalAsync(response, cancellationToken);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(cancellationToken));
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
            yield return line;
    }

    private static async Task ThrowOnRefusalAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (!response.IsSuccessStatusCode)
        {
            var answer = await response.Content.ReadAsStringAsync(cancellationToken);
            throw new HttpRequestException($"The engine refused {response.RequestMessage!.Method} {response.RequestMessage.RequestUri!.PathAndQuery}: {answer}", inner: null, response.StatusCode);
        }
    }
}
