using SwipeReview.Delivery.Artifacts;
using SwipeReview.Delivery.Artifacts.Writers;
using SwipeReview.Delivery.Data;
using SwipeReview.Delivery.Downloads;
using SwipeReview.Delivery.Receipts;
using SwipeReview.Delivery.Reports;
using SwipeReview.Delivery.Settlements;
using SwipeReview.Delivery.Upstream;
using SwipeReview.ServiceDefaults;
using SwipeReview.ServiceDefaults.Http;
using SwipeReview.ServiceDefaults.Messaging;
using SwipeReview.ServiceDefaults.Persistence;

namespace SwipeReview.Delivery;

/// <summary>Artifacts: files built from an original and what was accepted, handed out once nothing is owed.</summary>
internal static class DeliveryModule
{
    private static readonly TimeSpan WholeFile = TimeSpan.FromMinutes(2);

    public static void AddDelivery(this WebApplicationBuilder builder)
    {
        builder.AddDatabase<DeliveryDbContext>("deliverydb");
        builder.AddMessaging<DeliveryDbContext>("delivery", typeof(DeliveryModule).Assembly);
        builder.AddServiceClient<JobsClient>("jobs");
        builder.AddServiceClient<PaymentClient>("payment");
        builder.AddServiceClient<IdentityClient>("identity");
        builder.AddServiceClient<PeopleClient>("identity");
        builder.AddServiceClient<StorageClient>("storage", resilience =>
        {
            // A whole file is sent before the answer's headers can come.
            resilience.AttemptTimeout = WholeFile;
            resilience.TotalTimeout = WholeFile;
        });
        builder.AddValidatedOptions<DownloadLinkOptions>("Delivery:Links");
        builder.AddValidatedOptions<ReportOptions>("Delivery:Reports");
        builder.Services.AddSingleton<DownloadLinks>();
        builder.Services.AddScoped<SettlementCheck>();
        builder.Services.AddScoped<ArtifactSource>();
        builder.Services.AddScoped<IArtifactWriter, CleanWriter>();
        builder.Services.AddScoped<IArtifactWriter, RedlineWriter>();
        builder.Services.AddScoped<IArtifactWriter, PatchWriter>();
        builder.Services.AddScoped<IArtifactWriter, ReportWriter>();
        builder.Services.AddScoped<IArtifactWriter, ReceiptWriter>();
        builder.Services.AddSingleton<SignatureChecks>();
        builder.Services.AddSingleton<VerificationTurns>();
    }

    public static void MapDelivery(this WebApplication app)
    {
        app.MapDownloads();
        app.MapReceipts();
    }
}
