using Microsoft.Extensions.Options;
using SwipeReview.Storage.Tests.Support;
using SwipeReview.Testing;

namespace SwipeReview.Storage.Tests.Objects;

public sealed class ObjectStoreOptionsTests(Infrastructure infrastructure)
{
    [Theory]
    [InlineData("Storage:ObjectStore:Folder", "", "Storage:ObjectStore:Folder")]
    [InlineData("Storage:ObjectStore:Kind", "S3", "Storage:ObjectStore:S3:Bucket")]
    [InlineData("Storage:Uploads:MaxFileBytes", "0", "MaxFileBytes")]
    [InlineData("Storage:Retention:AfterDelivery", "00:00:00", "AfterDelivery")]
    public async Task The_service_does_not_start_on_settings_that_can_not_be(string setting, string value, string named)
    {
        var app = new StorageApp(infrastructure);
        app.Settings[setting] = value;

        var refusal = await Assert.ThrowsAsync<OptionsValidationException>(async () => await app.InitializeAsync());

        Assert.Contains(named, refusal.Message, StringComparison.Ordinal);
        await app.DisposeAsync();
    }
}
