namespace SwipeReview.AppHost.Tests.Startup;

/// <summary>A data folder of a test's own, where the servers' users can go: below /var/tmp, and open for passing through.</summary>
internal sealed class TestData : IDisposable
{
    public string Path { get; } = Directory.CreateDirectory($"/var/tmp/swipereview-test-{Guid.CreateVersion7():n}").FullName;

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
