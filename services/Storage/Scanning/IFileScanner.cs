namespace SwipeReview.Storage.Scanning;

/// <summary>Looks at bytes before they are stored.</summary>
internal interface IFileScanner
{
    /// <summary>The name of what was found; null for a clean file. Reads <paramref name="content"/> from its start.</summary>
    /// <exception cref="IOException">The scanner could not say.</exception>
    Task<string?> FindThreatAsync(Stream content, CancellationToken cancellationToken);
}

/// <summary>For an installation without a scanner.</summary>
internal sealed class NoScanner : IFileScanner
{
    public Task<string?> FindThreatAsync(Stream content, CancellationToken cancellationToken) => Task.FromResult<string?>(null);
}
