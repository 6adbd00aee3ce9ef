using Microsoft.Extensions.Options;
using SwipeReview.ServiceDefaults;

namespace SwipeReview.Storage.Scanning;

internal static class ScanningExtensions
{
    public static void AddFileScanner(this WebApplicationBuilder builder)
    {
        builder.AddValidatedOptions<ScanOptions>("Storage:Scan");
        builder.Services.AddSingleton<IFileScanner>(services => services.GetRequiredService<IOptions<ScanOptions>>() is { Value.ClamdHost: not null } options
            ? new ClamdScanner(options)
            : new NoScanner());
    }
}
