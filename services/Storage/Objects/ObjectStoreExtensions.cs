using Microsoft.Extensions.Options;
using SwipeReview.ServiceDefaults;

namespace SwipeReview.Storage.Objects;

internal static class ObjectStoreExtensions
{
    public static void AddObjectStore(this WebApplicationBuilder builder)
    {
        builder.AddValidatedOptions<ObjectStoreOptions>("Storage:ObjectStore");
        builder.Services.AddSingleton<IObjectStore>(services =>
        {
            var options = services.GetRequiredService<IOptions<ObjectStoreOptions>>().Value;
            return options.Kind == ObjectStoreKind.S3 ? new S3ObjectStore(options.S3) : new FolderObjectStore(options.Folder!);
        });
        builder.Services.AddSingleton<IncomingFolder>();
        builder.Services.AddScoped<ObjectKeeper>();
        builder.Services.AddScoped<ObjectReaper>();
    }
}
