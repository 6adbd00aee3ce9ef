using SwipeReview.ServiceDefaults;
using SwipeReview.ServiceDefaults.Messaging;
using SwipeReview.ServiceDefaults.Persistence;
using SwipeReview.Storage.Data;
using SwipeReview.Storage.Files;
using SwipeReview.Storage.Objects;
using SwipeReview.Storage.Retention;
using SwipeReview.Storage.Scanning;
using SwipeReview.Storage.Uploads;

namespace SwipeReview.Storage;

/// <summary>Files: their rows, their bytes, and how long both are kept.</summary>
internal static class StorageModule
{
    public static void AddStorage(this WebApplicationBuilder builder)
    {
        builder.AddDatabase<StorageDbContext>("storagedb");
        builder.AddMessaging<StorageDbContext>("storage", typeof(StorageModule).Assembly);
        builder.AddObjectStore();
        builder.AddFileScanner();
        builder.AddValidatedOptions<UploadOptions>("Storage:Uploads");
        builder.AddValidatedOptions<RetentionOptions>("Storage:Retention");
        builder.Services.AddScoped<FileIntake>();
        builder.Services.AddScoped<UploadRoom>();
        builder.Services.AddScoped<UploadProgress>();
        builder.Services.AddHostedService<Sweeper>();
    }

    public static void MapStorage(this WebApplication app)
    {
        app.MapUploads();
        app.MapTus();
        app.MapInternalFiles();
    }
}
