using SwipeReview.Documents.Tests.Pdf;
using SwipeReview.NativeServers;

[assembly: AssemblyFixture(typeof(Poppler))]

namespace SwipeReview.Documents.Tests.Pdf;

/// <summary>Installs pdftotext where it is missing, before any test runs.</summary>
public sealed class Poppler : IAsyncLifetime
{
    public async ValueTask InitializeAsync() =>
        await NativeInstaller.EnsureInstalledAsync("poppler-utils", "/usr/bin/pdftotext", Console.WriteLine, TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
